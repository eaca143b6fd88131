// SPDX-License-Identifier: Apache-2.0
#include "kiosk/review/reviewer.h"

namespace hearthside::review {

namespace {

// Made on the transport's thread, so that it needs no memory when the reviewer is short of it.
web::Response one_moment() {
    web::Response full{.status = 503, .content_type = "text/plain; charset=utf-8"};
    full.headers = {{"Retry-After", "5"}, {"Cache-Control", "no-store"}, {"X-Content-Type-Options", "nosniff"}};
    full.body = "One moment, please. / 503\n";
    return full;
}

struct Asked {
    web::Request request;
    std::function<void(web::Exchange::Finish)> reply;
    web::Response response;
};

}  // namespace

void Reviewer::answer(const web::Request& request, std::function<void(web::Exchange::Finish)> reply) {
    const auto asked = std::make_shared<Asked>(Asked{request, reply, {}});
    const bool taken = worker_.ask(
        {.run =
             [this, asked] {
                 asked->response = controller_.answer(
                     asked->request, std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now()),
                     std::chrono::steady_clock::now());
             },
         .then =
             [asked](bool done) {
                 // It may have held a passcode.
                 secrets::forget(asked->request.body);
                 if (done)
                     asked->reply([asked] { return std::move(asked->response); });
                 else
                     asked->reply(one_moment);
             }});
    if (!taken) reply(one_moment);
}

}  // namespace hearthside::review
