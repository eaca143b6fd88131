// The matrix of malformed and unwelcome requests (SAFETY 16 and 19), each named by the rule it tries.
#include "tests/phone_requests.h"

namespace hearthside::tests {
namespace {

struct Case {
    std::string name;
    std::string request;  // HOST and PATH stand for ours
    int status;           // 0: the connection may only end, without any answer
    bool must_close = true;
};

class PhoneMatrix : public PhoneRequests, public testing::WithParamInterface<Case> {};

const Case matrix[] = {
    // Where a request ends must be beyond doubt.
    {"Safety16LengthAndChunked",
     post_head + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG", 400},
    {"Safety16ChunkedAndLength",
     post_head + "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nG", 400},
    {"Safety16ChunkedAlone", post_head + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", 400},
    {"Safety16ChunkedIdentity", post_head + "Transfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n", 400},
    {"Safety16ChunkedOddCase", post_head + "tRANSFER-eNCODING: Chunked\r\n\r\n0\r\n\r\n", 400},
    {"Safety16ChunkedUnknown", post_head + "Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\nabc",
     400},
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
    {"Safety16FoldedEncoding", post_head + "X: y\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n",
     400},
    {"Safety16FoldedFirstField", get_line + " Host: HOST\r\n\r\n", 400},

    // Bytes that have no place in a head.
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
    {"Safety16ForwardedHostIgnored", get_line + "Host: evil.example\r\nX-Forwarded-Host: HOST\r\n\r\n", 421,
     false},
    {"Safety16UnknownExpect", post_head + "Expect: 200-maybe\r\nContent-Length: 3\r\n\r\nabc", 417},
    {"Safety16HugeHeader", get_line + host_line + "X: " + std::string(9000, 'x') + "\r\n\r\n", 431},
    {"Safety16HugeTarget", "GET /" + std::string(9000, 'x') + " HTTP/1.1\r\nHost: HOST\r\n\r\n", 431},
    {"Safety16EndlessHeader", std::string(9000, 'x'), 431},
    {"Safety16BodyTooLong", post_head + "Content-Length: 16385\r\n\r\n" + std::string(16385, 'x'), 413},
    {"Safety16BodyFarTooLong", post_head + "Content-Length: 900000000\r\n\r\n" + std::string(100000, 'x'),
     413},

    // Methods.
    {"Safety16Head", "HEAD PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16Put", "PUT PATH HTTP/1.1\r\nHost: HOST\r\nContent-Length: 0\r\n\r\n", 405, false},
    {"Safety16Delete_", "DELETE PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16Options", "OPTIONS PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16Trace", "TRACE PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16UnknownMethod", "BREW PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},
    {"Safety16LowerCaseMethod", "get PATH HTTP/1.1\r\nHost: HOST\r\n\r\n", 405, false},

    // Who asks, with what.
    {"Safety16ForeignOrigin",
     post_head + "Origin: http://evil.example\r\nContent-Length: 17\r\n\r\nround=wins&text=x", 403, false},
    {"Safety16NullOrigin", post_head + "Origin: null\r\nContent-Length: 17\r\n\r\nround=wins&text=x", 403,
     false},
    {"Safety16TlsOrigin", post_head + "Origin: https://HOST\r\nContent-Length: 17\r\n\r\nround=wins&text=x",
     403, false},
    {"Safety16WrongKey", "GET /n/00000000000000000000000000000000 HTTP/1.1\r\nHost: HOST\r\n\r\n", 403,
     false},
    {"Safety16KeyInQuery", "GET /n/?key=x HTTP/1.1\r\nHost: HOST\r\n\r\n", 404, false},
    {"Safety16Traversal", "GET /../../etc/passwd HTTP/1.1\r\nHost: HOST\r\n\r\n", 404, false},
    {"Safety19BrokenPercent", post_head + "Content-Length: 19\r\n\r\nround=wins&text=%4z", 400, false},
    {"Safety19CutPercent", post_head + "Content-Length: 18\r\n\r\nround=wins&text=%4", 400, false},
    {"Safety19InvalidUtf8", post_head + "Content-Length: 22\r\n\r\nround=wins&text=%C3%28", 422, false},
    {"Safety19Overlong", post_head + "Content-Length: 22\r\n\r\nround=wins&text=%C0%AF", 422, false},
    {"Safety19Surrogate", post_head + "Content-Length: 25\r\n\r\nround=wins&text=%ED%A0%80", 422, false},
    {"Safety19OnlyControls", post_head + "Content-Length: 25\r\n\r\nround=wins&text=%00%01%1F", 422, false},
    {"Safety19FieldTwice", post_head + "Content-Length: 24\r\n\r\nround=wins&text=x&text=y", 400, false},
};

TEST_P(PhoneMatrix, IsAnsweredAsItShouldBe) {
    HttpClient client(house->port());
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

INSTANTIATE_TEST_SUITE_P(Requests, PhoneMatrix, testing::ValuesIn(matrix),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace hearthside::tests
