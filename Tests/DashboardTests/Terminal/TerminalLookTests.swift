import Testing

@testable import Dashboard

@Suite struct TerminalLookTests {
    @Test(
        "the first variable of the locale that is set decides, and NO_COLOR set to anything takes the colours",
        arguments: [
            (["LANG": "en_US.UTF-8"], TerminalLook(isColored: true, isASCII: false)),
            (["LANG": "en_US.UTF-8", "LC_ALL": "C"], TerminalLook(isColored: true, isASCII: true)),
            (["LC_ALL": "", "LC_CTYPE": "C.utf8", "NO_COLOR": "1"], TerminalLook(isColored: false, isASCII: false)),
            (["NO_COLOR": ""], TerminalLook(isColored: true, isASCII: true)),
            (["LANG": "C.UTF-8", "TERM": "dumb"], TerminalLook(isColored: false, isASCII: false)),
        ]
    )
    func environment(variables: [String: String], look: TerminalLook) {
        #expect(TerminalLook(environment: variables) == look)
    }
}
