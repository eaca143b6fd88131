// SPDX-License-Identifier: Apache-2.0
// Writes the pages of a PDF: text of any script that can be selected and searched, shapes and icons, headings
// and paragraphs as structure, and bookmarks. Lengths are points of 1/72 inch from the top left (from the top
// right when mirrored).
#pragma once

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/text.h"

namespace hearthside::text {

struct Box {
    double x = 0, y = 0, width = 0, height = 0;
};

// The parts of a tagged PDF that we use, which a screen reader tells apart. `division` groups other parts.
enum class PageTag { division, title, heading, subheading, paragraph, list, item };

// Not thread-safe. SAFETY 22: no script, no author, no date and no name of the program in the file.
class PrintedPages {
public:
    struct Format {
        double width = 595.276, height = 841.89;  // A4
        double scale = 1;                         // scales everything that is drawn, and the paper too
        bool mirrored = false;                    // for right-to-left languages: x counts from the right
        std::string title;
    };
    // `out` must outlive this object.
    PrintedPages(const Format& format, std::ostream& out);
    ~PrintedPages();
    PrintedPages(const PrintedPages&) = delete;
    PrintedPages& operator=(const PrintedPages&) = delete;

    double width() const;
    double height() const;
    bool mirrored() const;
    int number() const;  // of the present page, from 1

    TextSize measure(std::string_view utf8, const TextStyle& style, const TextBox& box);
    // The lower end of each line, measured from the top of the text.
    std::vector<double> line_ends(std::string_view utf8, const TextStyle& style, const TextBox& box);
    // Draws the text with its top at y and its start (left, or right when mirrored) at x. With a width in the
    // box it is aligned in it. Of a long text it draws only the lines from `first` to before `last`, with the
    // first of them at y.
    void text(double x, double y, std::string_view utf8, const TextStyle& style, const TextBox& box,
              std::size_t first = 0, std::size_t last = static_cast<std::size_t>(-1));

    void fill(const Box& box, Colour colour, double radius = 0);
    void disc(double x, double y, double radius, Colour colour);
    void half_disc(double x, double y, double radius, Colour colour);  // above y
    void icon(std::string_view name, double x, double y, double size, Colour colour);

    // Structure: everything drawn between begin and end belongs to the tag. A tag that holds text must end on
    // its page.
    void begin(PageTag tag);
    void end();
    // Adds a bookmark to the present page and returns its number, which can be the parent of others. 0 is the
    // root.
    int bookmark(int parent, const std::string& title, double y, bool open = false);

    void next_page();
    bool good() const;  // false after a failure
    bool finish();      // call it once at the end; whether everything was written
    // Why it failed, in English, unless the stream failed; otherwise empty.
    std::string trouble() const;

private:
    struct Implementation;
    std::unique_ptr<Implementation> implementation_;
};

}  // namespace hearthside::text
