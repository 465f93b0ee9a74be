import Testing

@testable import Monitor

@Suite("The query of a request")
struct QueryTests {
    private func read(_ text: String?) throws(QueryError) -> Query {
        try Query(text, knowing: "probe", "limit", "wait")
    }

    @Test("parameters are decoded, a plus is a space, and those without a value are as if they were not there")
    func values() throws {
        let query = try read("probe=a%2Fb+c%C3%A9&limit=&wait")
        #expect(query["probe"] == "a/b cé")
        #expect(query["limit"] == nil)
        #expect(try query.number("limit", in: 1...500) == nil)
        #expect(try query.flag("wait"))
        #expect(try read(nil) == read(""))
        #expect(try !read("wait=false").flag("wait"))
    }

    @Test(
        "what is wrong is told with what would be right",
        arguments: [
            ("prob=a", "there is no parameter prob; did you mean probe?"),
            ("x=1", "there is no parameter x; there are probe, limit, wait"),
            ("probe=a&probe=b", "probe is given more than once; give it once"),
            (
                "probe=%zz",
                "%zz has a % without two hexadecimal digits behind it; a percent sign itself is %25"
            ),
            ("probe=%4", "%4 has a % without two hexadecimal digits behind it; a percent sign itself is %25"),
            ("probe=%FF", "%FF is not UTF-8"),
            ("probe=a%00b", "a%00b has a control character in it"),
            ("%00=a", "%00 has a control character in it"),
        ]
    )
    func refused(text: String, message: String) {
        #expect(throws: QueryError.self) { try read(text) }
        do {
            _ = try read(text)
        } catch {
            #expect(error.description == message)
        }
    }

    @Test("a value that is none of its kind is told with what is wanted")
    func kinds() throws {
        let query = try read("limit=0&wait=maybe")
        #expect(throws: QueryError.invalid("limit", value: "0", want: "a number from 1 to 500")) {
            try query.number("limit", in: 1...500)
        }
        #expect(throws: QueryError.invalid("wait", value: "maybe", want: "true or false")) { try query.flag("wait") }
        #expect(
            QueryError.invalid("limit", value: "0", want: "a number from 1 to 500").description
                == "limit=0 is none; want a number from 1 to 500"
        )
    }

    @Test("what is told of a long value is short")
    func long() {
        let text = QueryError.invalid("probe", value: String(repeating: "x", count: 10_000), want: "less").description
        #expect(text.count < 200)
    }
}
