import Testing

@testable import Probes

@Suite("Variables in templates")
struct VariablesTests {
    @Test(
        "filled, escaped, left alone",
        arguments: [
            ("probe ${nonce}", "probe N"), ("${nonce}${nonce}", "NN"), ("$${nonce}", "${nonce}"),
            ("${other} ${nonce}", "${other} N"), ("${nonce", "${nonce"), ("$nonce", "$nonce"), ("", ""),
            ("a$${b}${nonce}", "a${b}N"), ("${${nonce}}", "${N}"),
        ]
    )
    func fills(template: String, expected: String) {
        #expect(Variables.fill(template, ["nonce": "N"]) == expected)
    }

    @Test("a value with ${ in it is not filled again")
    func once() {
        #expect(Variables.fill("${a}", ["a": "${b}", "b": "x"]) == "${b}")
    }
}
