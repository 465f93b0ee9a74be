import FoundationEssentials
import TestSupport
import Testing

@testable import Dashboard

/// Every screen as a terminal shows it, in `Tests/Fixtures/screens`. `QUINTET_RECORD_SCREENS=1` writes them anew: look at
/// what changed before it is committed.
@Suite struct GoldenScreenTests {
    struct Case: CustomStringConvertible {
        let name: String
        let screen: Screen
        let condition: Sample.Condition
        let width: Int
        let height: Int

        var description: String { "\(name)-\(condition.rawValue)-\(width)x\(height)" }
    }

    static let cases = Sample.screens.flatMap { screen in
        Sample.Condition.allCases.flatMap { condition in
            [(80, 24), (200, 60)].map { width, height in
                Case(name: screen.name, screen: screen.screen, condition: condition, width: width, height: height)
            }
        }
    }

    @Test("every screen is as it was drawn", arguments: cases)
    func screens(expected: Case) throws {
        let (state, now) = try Sample.state(
            expected.screen,
            expected.condition,
            width: expected.width,
            height: expected.height
        )
        try compare(DashboardView.draw(state, at: now, isASCII: false).grid.text, with: "\(expected)")
    }

    @Test("a terminal without UTF-8 is shown ASCII alone", arguments: Sample.screens.map(\.name))
    func ascii(name: String) throws {
        let screen = try #require(Sample.screens.first { $0.name == name }?.screen)
        let (state, now) = try Sample.state(screen, .failing, width: 80, height: 24)
        let text = DashboardView.draw(state, at: now, isASCII: true).grid.text
        #expect(text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
        try compare(text, with: "\(name)-ascii-80x24")
    }

    @Test("that the monitor is not heard is seen on every screen, at any width", arguments: Sample.screens.map(\.name))
    func stale(name: String) throws {
        let screen = try #require(Sample.screens.first { $0.name == name }?.screen)
        for width in [20, 40, 80, 200] {
            let (state, now) = try Sample.state(screen, .stale, width: width, height: 24)
            #expect(DashboardView.draw(state, at: now, isASCII: false).grid.text(row: 0).contains("stale for 12 s"))
        }
        let (state, now) = try Sample.state(screen, .failing, width: 80, height: 24)
        #expect(!DashboardView.draw(state, at: now, isASCII: false).grid.text.contains("stale"))
    }

    private func compare(_ text: String, with name: String) throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Fixtures/screens")
        let file = folder.appending(path: "\(name).txt")
        if ProcessInfo.processInfo.environment["QUINTET_RECORD_SCREENS"] == "1" {
            try Data(text.utf8).write(to: file)
        }
        let recorded = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(text == recorded)
    }
}
