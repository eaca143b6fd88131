// SPDX-License-Identifier: Apache-2.0
// The matrix of malformed and unwelcome requests (SAFETY 16 and 19). Each is named by the rule that it tests.
#include "tests/kiosk/web/requests.h"

namespace hearthside::web {
namespace {

struct Case {
    std::string name;
    std::string request;  // HOST and PATH are replaced by ours
    int status;           // 0: the connection may only end, without any answer
    bool must_close = true;
};

class PhoneMatrix : public PhoneRequests, public testing::WithParamInterface<Case> {};

const Case matrix[] = {
    // There must be no doubt about where a request ends.
    {"Safety16LengthAndChunked", post_head + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG", 400},
    {"Safety16ChunkedAndLength", post_head + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nG", 400},
    {"Safety16ChunkedAlone", post_head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 400},
    {"Safety16ChunkedIdentity", post_head + "Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n", 400},
    {"Safety16ChunkedOddCase", post_head + "tRANSFER-eNCODING: Chunked\r\n\r\n0\r\n\r\n", 400},
    {"Safety16ChunkedUnknown", post_head + "Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\nabc", 400},
    {"Safety16GzipEncoding", post_head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400},
    {"Safety16TwoLengths", post_head + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", 400},
    {"Safety16TwoEqualLengths", post_head + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", 400},
    {"Safety16LengthList", post_head + "Content-Length: 3, 3\r\n\r\nabc", 400},
    {"Safety16LengthNegative", post_head + "Content-Length: -1\r\n\r\nabc", 400},
    {"Safety16LengthPlus", post_head + "Content-Length: +3\r\n\r\nabc", 400},
    {"Safety16LengthHex", post_head + "Content-Length: 0x3\r\n\r\nabc", 400},
    {"Safety16LengthEmpty", post_head + "Content-Length: \r\n\r\n", 400},
    {"Safety16LengthWord", post_head + "Content-Length: three\r\n\r\nabc", 400},
    {"Safety16LengthOverflow", post_head + "Content-Length: 99999999999999999999999999\r\n\r\nabc", 400},
    {"Safety16LengthWrapsTo3", post_head + "Content-Length: 18446744073709551619\r\n\r\nabc", 400},
    {"Safety16LengthMissing", post_head + "\r\n", 411},
    {"Safety16GetWithBody", get_line + host_line + "Content-Length: 3\r\n\r\nabc", 400},
    {"Safety16SpaceBeforeColon", get_line + host_line + "Content-Length : 3\r\n\r\nabc", 400},
    {"Safety16FoldedLine", get_line + host_line + "X-Long: one\r\n two\r\n\r\n", 400},
    {"Safety16FoldedEncoding", post_head + "X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n", 400},
    {"Safety16FoldedFirstField", get_line + " Host: HOST\r\n\r\n", 400},
    {"Safety16LengthTwoSpaced", post_head + "Content-Length: 3 3\r\n\r\nabc", 400},
    {"Safety16LengthFloat", post_head + "Content-Length: 3.0\r\n\r\nabc", 400},
    {"Safety16LengthExponent", post_head + "Content-Length: 1e1\r\n\r\nabcdefghij", 400},
    {"Safety16LengthQuoted", post_head + "Content-Length: \"3\"\r\n\r\nabc", 400},
    {"Safety16LengthWithSemicolon", post_head + "Content-Length: 3;x\r\n\r\nabc", 400},
    {"Safety16LengthWideDigits", post_head + "Content-Length: \xef\xbc\x93\r\n\r\nabc", 400},
    {"Safety16LengthMinusZero", post_head + "Content-Length: -0\r\n\r\n", 400},
    {"Safety16LengthNineteenDigits", post_head + "Content-Length: 0000000000000000003\r\n\r\nabc", 400},
    {"Safety16LengthAndList", post_head + "Content-Length: 3,4\r\n\r\nabcd", 400},
    {"Safety16LengthOddCaseTwice", post_head + "Content-Length: 3\r\ncontent-length: 3\r\n\r\nabc", 400},
    {"Safety16LengthUnderscore", post_head + "Content_Length: 3\r\n\r\nabc", 411},
    {"Safety16EncodingTwice", post_head + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
     400},
    {"Safety16EncodingEmpty", post_head + "Transfer-Encoding:\r\nContent-Length: 3\r\n\r\nabc", 400},
    {"Safety16EncodingTab", post_head + "Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n", 400},
    {"Safety16EncodingVerticalTab",
     post_head + "Transfer-Encoding:\x0b"
                 "chunked\r\n\r\n0\r\n\r\n",
     400},
    {"Safety16EncodingQuoted", post_head + "Transfer-Encoding: \"chunked\"\r\n\r\n0\r\n\r\n", 400},
    {"Safety16EncodingTrailingComma", post_head + "Transfer-Encoding: chunked,\r\n\r\n0\r\n\r\n", 400},
    {"Safety16EncodingOnGet", get_line + host_line + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
    {"Safety16EncodingSpaceBeforeColon", post_head + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", 400},
    {"Safety16EncodingNulAfter", post_head + "Transfer-Encoding: chunked" + nul + "\r\n\r\n0\r\n\r\n", 400},
    {"Safety16ChunkedHugeChunk", post_head + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffff1\r\n", 400},
    {"Safety16PipelinedSmuggle",
     post_head + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\nHost: "
                 "HOST\r\n\r\n",
     400},
    {"Safety16LineTabFolded", get_line + host_line + "X-Long: one\r\n\ttwo\r\n\r\n", 400},

    // Bytes that may not be in a head.
    {"Safety16BareLfRequestLine", "GET PATH HTTP/1.1\nHost: HOST\r\n\r\n", 400},
    {"Safety16BareLfField", get_line + "Host: HOST\nX: y\r\n\r\n", 400},
    {"Safety16BareLfEnd", get_line + host_line + "\n", 400},
    {"Safety16BareLfAll", "GET PATH HTTP/1.1\nHost: HOST\n\n", 400},
    {"Safety16BareCr", get_line + "Host: HOST\rX: y\r\n\r\n", 400},
    {"Safety16CrCrLf", get_line + "Host: HOST\r\r\n\r\n", 400},
    {"Safety16NulInTarget", "GET PATH" + nul + " HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16NulInName", get_line + host_line + "X" + nul + ": y\r\n\r\n", 400},
    {"Safety16NulInValue", get_line + host_line + "X: y" + nul + "\r\n\r\n", 400},
    {"Safety16NulFirst", nul + get_line + host_line + "\r\n", 400},
    {"Safety16Escape", get_line + host_line + "X: \x1b[2J\r\n\r\n", 400},
    {"Safety16Delete", get_line + host_line + "X: \x7f\r\n\r\n", 400},
    {"Safety16TabInRequestLine", "GET\tPATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16EmptyLineFirst", "\r\n" + get_line + host_line + "\r\n", 400},
    {"Safety16BellInName", get_line + host_line + "X\x07: y\r\n\r\n", 400},
    {"Safety16FormFeed",
     get_line + host_line +
         "X: a\x0c"
         "b\r\n\r\n",
     400},
    {"Safety16Backspace",
     get_line + host_line +
         "X: a\x08"
         "b\r\n\r\n",
     400},
    {"Safety16NulInMethod", "G" + nul + "ET PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16NulInHost", get_line + "Host: HOST" + nul + "\r\n\r\n", 400},
    {"Safety16LfCrEnd", get_line + host_line + "\n\r", 400},
    {"Safety16CrAtTargetEnd", "GET PATH\r HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16BareLfInBodyHead", post_head + "Content-Length: 3\n\r\nabc", 400},
    {"Safety16SpaceFirst", " " + get_line + host_line + "\r\n", 400},
    {"Safety16NameWithTab", get_line + host_line + "X\tY: value\r\n\r\n", 400},
    {"Safety16NameWithSlash", get_line + host_line + "X/Y: value\r\n\r\n", 400},
    {"Safety16NameInBrackets", get_line + host_line + "(X): value\r\n\r\n", 400},
    {"Safety16NameWithEquals", get_line + host_line + "X=Y: value\r\n\r\n", 400},
    {"Safety16OnlyColon", get_line + host_line + ":\r\n\r\n", 400},
    {"Safety16ByteOrderMark", "\xef\xbb\xbf" + get_line + host_line + "\r\n", 400},
    {"Safety16Utf16", std::string("G\0E\0T\0 \0", 8), 400},
    {"Safety16Ssh", "SSH-2.0-OpenSSH_9.2\r\n", 400},
    {"Safety16SocksFive", std::string("\x05\x01\x00", 3), 400},
    {"Safety16Smb", std::string("\x00\x00\x00\x85\xffSMB", 8), 400},
    {"Safety16NoColon", get_line + host_line + "JustAWord\r\n\r\n", 400},
    {"Safety16EmptyName", get_line + host_line + ": value\r\n\r\n", 400},
    {"Safety16NameWithSpace", get_line + host_line + "X Y: value\r\n\r\n", 400},
    {"Safety16NameNotAscii", get_line + host_line + "N\xc3\xa4me: value\r\n\r\n", 400},
    {"Safety16TargetNotAscii", "GET /n/\xc3\xa4 HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16TlsHello", std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11), 400},

    // The request line.
    {"Safety16NoVersion", "GET PATH\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16TwoSpaces", "GET  PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16SpaceInTarget", "GET PATH x HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16LeadingSpace", " GET PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16Version2", "GET PATH HTTP/2.0\r\nHost: HOST\r\n\r\n", 505},
    {"Safety16Http2Preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
    {"Safety16Version09", "GET PATH HTTP/0.9\r\nHost: HOST\r\n\r\n", 505},
    {"Safety16VersionLowerCase", "GET PATH http/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16VersionLong", "GET PATH HTTP/1.10\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16AbsoluteTarget", "GET http://HOST/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16StarTarget", "OPTIONS * HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16Connect", "CONNECT HOST HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},

    {"Safety16VersionMissingNumber", "GET PATH HTTP/\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16VersionWord", "GET PATH HTTP/one\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16VersionComma", "GET PATH HTTP/1,1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16VersionOther", "GET PATH ICAP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16VersionTrailingSpace", "GET PATH HTTP/1.1 \r\nHost: HOST\r\n\r\n", 400},
    {"Safety16Version12", "GET PATH HTTP/1.2\r\nHost: HOST\r\n\r\n", 505},
    {"Safety16Version30", "GET PATH HTTP/3.0\r\nHost: HOST\r\n\r\n", 505},
    {"Safety16NoTarget", "GET HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16NoMethod", "/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16MethodWithBrackets", "G(T) PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16MethodNotAscii", "G\xc3\x89T PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16RelativeTarget", "GET n/x HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16TargetDelete", "GET /\x7f HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16AbsoluteForeignTarget", "GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16AbsoluteTlsTarget", "GET https://HOST/ HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},
    {"Safety16AuthorityTarget", "GET HOST HTTP/1.1\r\nHost: HOST\r\n\r\n", 400},

    // Fields.
    {"Safety16TwoHosts", get_line + host_line + "Host: evil.example\r\n\r\n", 400},
    {"Safety16TwoHostsOddCase", get_line + host_line + "hOST: HOST\r\n\r\n", 400},
    {"Safety16TwoOrigins",
     post_head + "Origin: http://HOST\r\nOrigin: http://evil.example\r\nContent-Length: 0\r\n\r\n", 400},
    {"Safety16TwoOfAnyField", get_line + host_line + "X-Any: 1\r\nx-any: 1\r\n\r\n", 400},
    {"Safety16NoHost", get_line + "\r\n", 400},
    {"Safety16EmptyHost", get_line + "Host: \r\n\r\n", 400},
    {"Safety16NoHostHttp10", "GET PATH HTTP/1.0\r\n\r\n", 400},
    {"Safety16ForeignHost", get_line + "Host: evil.example\r\n\r\n", 421, false},
    {"Safety16HostWithoutPort", get_line + "Host: 127.0.0.1\r\n\r\n", 421, false},
    {"Safety16HostWithUser", get_line + "Host: x@HOST\r\n\r\n", 421, false},
    {"Safety16HostWithDot", get_line + "Host: 127.0.0.1.:80\r\n\r\n", 421, false},
    {"Safety16ForwardedHostIgnored", get_line + "Host: evil.example\r\nX-Forwarded-Host: HOST\r\n\r\n", 421, false},
    {"Safety16HostWithPath", get_line + "Host: HOST/n\r\n\r\n", 421, false},
    {"Safety16HostWithSpaceInside", get_line + "Host: 127.0.0.1 :80\r\n\r\n", 421, false},
    {"Safety16HostList", get_line + "Host: HOST, evil.example\r\n\r\n", 421, false},
    {"Safety16HostOtherPort", get_line + "Host: 127.0.0.1:1\r\n\r\n", 421, false},
    {"Safety16HostRebound", get_line + "Host: localhost.evil.example:80\r\n\r\n", 421, false},
    {"Safety16HostDecimal", get_line + "Host: 2130706433\r\n\r\n", 421, false},
    {"Safety16HostBrackets", get_line + "Host: [::1]\r\n\r\n", 421, false},
    {"Safety16HostNotAscii", get_line + "Host: \xc3\xa4\r\n\r\n", 421, false},
    {"Safety16XHostIgnored", get_line + "Host: evil.example\r\nX-Host: HOST\r\nForwarded: host=HOST\r\n\r\n", 421,
     false},
    {"Safety16ForeignHostOnPost",
     "POST PATH HTTP/1.1\r\nHost: evil.example\r\n" + form_line + "Content-Length: 17\r\n\r\nround=wins&text=x", 421,
     false},
    {"Safety16TwoTypes", post_head + form_line + "Content-Length: 17\r\n\r\nround=wins&text=x", 400},
    {"Safety16TwoExpects",
     post_head + "Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 17\r\n\r\nround=wins&text=x", 400},
    {"Safety16ExpectEmpty", post_head + "Expect:\r\nContent-Length: 3\r\n\r\nabc", 417},
    {"Safety16HugeFieldName", get_line + host_line + std::string(9000, 'n') + ": y\r\n\r\n", 431},
    {"Safety16UnknownExpect", post_head + "Expect: 200-maybe\r\nContent-Length: 3\r\n\r\nabc", 417},
    {"Safety16HugeHeader", get_line + host_line + "X: " + std::string(9000, 'x') + "\r\n\r\n", 431},
    {"Safety16HugeTarget", "GET /" + std::string(9000, 'x') + " HTTP/1.1\r\nHost: HOST\r\n\r\n", 431},
    {"Safety16EndlessHeader", std::string(9000, 'x'), 431},
    {"Safety16BodyTooLong", post_head + "Content-Length: 114689\r\n\r\n" + std::string(114'689, 'x'), 413},
    {"Safety16BodyOfATapTooLong",
     "POST PATH/pulse HTTP/1.1\r\nHost: HOST\r\n" + form_line + "Content-Length: 16385\r\n\r\n" +
         std::string(16'385, 'x'),
     413},
    {"Safety16BodyElsewhereTooLong",
     "POST /n HTTP/1.1\r\nHost: HOST\r\n" + form_line + "Content-Length: 16385\r\n\r\n" + std::string(16'385, 'x'),
     413},
    {"Safety16TwoLengthsAlike", post_head + "Content-Length: 17\r\nContent-Length: 17\r\n\r\nround=wins&text=x", 400},
    {"Safety16TwoHostsAlike", get_line + host_line + host_line + "\r\n", 400},
    {"Safety16TwoRealAddresses", get_line + host_line + "X-Real-IP: 10.0.0.1\r\nX-Real-IP: 10.0.0.2\r\n\r\n", 400},
    {"Safety16TwoConnections", get_line + host_line + "Connection: close\r\nConnection: keep-alive\r\n\r\n", 400},
    {"Safety16ListsInTwoLines",
     get_line + host_line +
         "Accept: text/html\r\nAccept: */*\r\nVia: 1.1 a\r\nVia: 1.1 b\r\nX-Forwarded-For: 10.0.0.1\r\n"
         "X-Forwarded-For: 10.0.0.2\r\nForwarded: for=a\r\nForwarded: for=b\r\nCookie: a=b\r\nCookie: c=d\r\n\r\n",
     200, false},
    {"Safety16CookiesTooLongEvenForThemselves",
     get_line + host_line + "Cookie: " + std::string(33'000, 'c') + "\r\n\r\n", 431},
    {"Safety16BodyFarTooLong", post_head + "Content-Length: 900000000\r\n\r\n" + std::string(100000, 'x'), 413},

    // Methods.
    {"Safety16Head", "HEAD PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16Put", "PUT PATH HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n", 405, false},
    {"Safety16Delete_", "DELETE PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16Options", "OPTIONS PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16Trace", "TRACE PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16UnknownMethod", "BREW PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16LowerCaseMethod", "get PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},

    {"Safety16Patch", "PATCH PATH HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n", 405, false},
    {"Safety16Propfind", "PROPFIND PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16PostThanks", "POST PATH/thanks HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n", 405, false},
    {"Safety16PostLive", "POST PATH/live HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n", 405, false},
    {"Safety16PutDots", "PUT PATH/dots HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n", 405, false},
    {"Safety16GetPulse", "GET PATH/pulse HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16PostScript", "POST /app.js HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n", 405, false},
    {"Safety16MethodOverride",
     "GET PATH HTTP/1.1\r\nHost: HOST\r\nX-HTTP-Method-Override: POST\r\nContent-Length: 3\r\n\r\nabc", 400},

    // The sender, and what it sends.
    {"Safety16ForeignOrigin", post_head + "Origin: http://evil.example\r\nContent-Length: 17\r\n\r\nround=wins&text=x",
     403, false},
    {"Safety16NullOrigin", post_head + "Origin: null\r\nContent-Length: 17\r\n\r\nround=wins&text=x", 403, false},
    {"Safety16TlsOrigin", post_head + "Origin: https://HOST\r\nContent-Length: 17\r\n\r\nround=wins&text=x", 403,
     false},
    {"Safety16WrongKey", "GET /n/00000000000000000000000000000000 HTTP/1.1\r\nHost: HOST\r\n\r\n", 403, false},
    {"Safety16KeyInQuery", "GET /n/?key=x HTTP/1.1\r\nHost: HOST\r\n\r\n", 404, false},
    {"Safety16Traversal", "GET /../../etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n", 404, false},
    {"Safety16OriginWithPath", post_head + "Origin: http://HOST/\r\nContent-Length: 17\r\n\r\nround=wins&text=x", 403,
     false},
    {"Safety16OriginOtherPort", post_head + "Origin: http://127.0.0.1\r\nContent-Length: 17\r\n\r\nround=wins&text=x",
     403, false},
    {"Safety16OriginEmpty", post_head + "Origin:\r\nContent-Length: 17\r\n\r\nround=wins&text=x", 403, false},
    {"Safety16OriginSuffix",
     post_head + "Origin: http://HOST.evil.example\r\nContent-Length: 17\r\n\r\nround=wins&text=x", 403, false},
    {"Safety16WrongKeyPost",
     "POST /n/00000000000000000000000000000000 HTTP/1.1\r\nHost: HOST\r\n" + form_line +
         "Content-Length: 17\r\n\r\nround=wins&text=x",
     403, false},
    {"Safety16KeyUpperCase", "GET /N/x HTTP/1.1\r\nHost: HOST\r\n\r\n", 404, false},
    {"Safety16KeyEncodedSlash", "GET /n%2f00000000 HTTP/1.1\r\nHost: HOST\r\n\r\n", 404, false},
    {"Safety16PathDoubleSlash", "GET //n/x HTTP/1.1\r\nHost: HOST\r\n\r\n", 404, false},
    {"Safety16PathTail", "GET PATH/thanks/more HTTP/1.1\r\nHost: HOST\r\n\r\n", 404, false},
    {"Safety16PathEncodedDots", "GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n", 404, false},
    {"Safety16PathBackslash", "GET /..\\..\\windows HTTP/1.1\r\nHost: HOST\r\n\r\n", 404, false},
    {"Safety16PathEncodedNul", "GET /icon.svg%00 HTTP/1.1\r\nHost: HOST\r\n\r\n", 404, false},
    {"Safety16WrongKeyLive", "GET /n/00000000000000000000000000000000/live HTTP/1.1\r\nHost: HOST\r\n\r\n", 403, false},
    {"Safety16WrongKeyNow", "GET /n/00000000000000000000000000000000/now HTTP/1.1\r\nHost: HOST\r\n\r\n", 403, false},
    {"Safety16TypeMultipart",
     "POST PATH HTTP/1.1\r\nHost: HOST\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
     "3\r\n\r\nabc",
     415, false},
    {"Safety16TypeXml", "POST PATH HTTP/1.1\r\nHost: HOST\r\nContent-Type: text/xml\r\nContent-Length: 4\r\n\r\n<a/>",
     415, false},
    {"Safety16TypeMissing", "POST PATH HTTP/1.1\r\nHost: HOST\r\nContent-Length: 17\r\n\r\nround=wins&text=x", 415,
     false},
    {"Safety16SealedTooShort",
     "POST PATH HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/octet-stream\r\nContent-Length: "
     "3\r\n\r\nabc",
     409, false},
    {"Safety16SealedRubbish",
     "POST PATH HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/octet-stream\r\nContent-Length: "
     "32840\r\n\r\n" +
         std::string(32'840, 'x'),
     409, false},
    {"Safety19JsonDeep",
     "POST PATH HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 2000\r\n\r\n" +
         std::string(2000, '['),
     400, false},
    {"Safety19JsonTwice",
     "POST PATH HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n"
     "{\"text\":1,\"text\":\"b\"}",
     400, false},
    {"Safety19JsonLoneSurrogate",
     "POST PATH HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n"
     "{\"text\":\"\\ud800\"}",
     400, false},
    {"Safety19JsonNotUtf8",
     "POST PATH HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n"
     "{\"text\":\"\xc3(\"}",
     400, false},
    {"Safety19PercentInName", post_head + "Content-Length: 20\r\n\r\nround=wins&te%xt=abcd", 400, false},
    {"Safety19FieldTwiceEncoded", post_head + "Content-Length: 26\r\n\r\nround=wins&text=x&%74ext=y", 400, false},
    {"Safety19TooManyLetters", post_head + "Content-Length: 617\r\n\r\nround=wins&text=" + std::string(601, 'x'), 422,
     false},
    {"Safety19CodePointTooHigh", post_head + "Content-Length: 28\r\n\r\nround=wins&text=%F4%90%80%80", 422, false},
    {"Safety19CutUtf8", post_head + "Content-Length: 22\r\n\r\nround=wins&text=%E2%98", 422, false},
    {"Safety19UnknownRound", post_head + "Content-Length: 18\r\n\r\nround=lunch&text=x", 422, false},
    {"Safety19NoText", post_head + "Content-Length: 10\r\n\r\nround=wins", 422, false},
    {"Safety19BidiOnly", post_head + "Content-Length: 25\r\n\r\nround=wins&text=%E2%80%AE", 422, false},
    {"Safety19TokenTooLong", post_head + "Content-Length: 89\r\n\r\nround=wins&text=x&token=" + std::string(65, 'a'),
     422, false},
    {"Safety19TokenWithMarkup", post_head + "Content-Length: 31\r\n\r\nround=wins&text=x&token=%3Cb%3E", 422, false},
    {"Safety19BrokenPercent", post_head + "Content-Length: 19\r\n\r\nround=wins&text=%4z", 400, false},
    {"Safety19CutPercent", post_head + "Content-Length: 18\r\n\r\nround=wins&text=%4", 400, false},
    {"Safety19InvalidUtf8", post_head + "Content-Length: 22\r\n\r\nround=wins&text=%C3%28", 422, false},
    {"Safety19Overlong", post_head + "Content-Length: 22\r\n\r\nround=wins&text=%C0%AF", 422, false},
    {"Safety19Surrogate", post_head + "Content-Length: 25\r\n\r\nround=wins&text=%ED%A0%80", 422, false},
    {"Safety19OnlyControls", post_head + "Content-Length: 25\r\n\r\nround=wins&text=%00%01%1F", 422, false},
    {"Safety19FieldTwice", post_head + "Content-Length: 24\r\n\r\nround=wins&text=x&text=y", 400, false},
};

TEST_P(PhoneMatrix, IsAnsweredAsItShouldBe) {
    phone::HttpClient client(house->port());
    client.send(filled_in(GetParam().request));
    const auto reply = client.read(400ms);
    ASSERT_TRUE(reply) << "no answer";
    EXPECT_EQ(reply->status, GetParam().status) << reply->head;
    EXPECT_EQ(reply->field("Server"), "");
    EXPECT_EQ(reply->field("Set-Cookie"), "");
    EXPECT_EQ(reply->field("X-Content-Type-Options"), "nosniff");
    if (GetParam().must_close) {
        EXPECT_EQ(reply->field("Connection"), "close");
        EXPECT_EQ(client.read(50ms), std::nullopt) << "a second answer to one request";
    }
    EXPECT_EQ(house->ask(house->get(house->path())).status, 200) << "the next phone";
}

TEST(PhoneMatrixSize, IsAtLeastAHundredAndFifty) { EXPECT_GE(std::size(matrix), 150u); }

INSTANTIATE_TEST_SUITE_P(Requests, PhoneMatrix, testing::ValuesIn(matrix),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace hearthside::web
