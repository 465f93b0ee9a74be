import FoundationEssentials
import Subprocess
import Testing

/// What the pages tell their readers to write is right.
@Suite("the documentation", .timeLimit(.minutes(3)))
struct DocumentationTests {
    @Test("has a configuration to begin with that is in order")
    func configuration() async throws {
        let stage = try Stage()
        try stage.write("secrets/probe-1", "a password")
        try stage.write("quintet.yaml", block("README.md", beginning: "# quintet.yaml"))
        let check = try await Program.finishing(
            Places.quintet,
            ["config", "check", "--config", stage.path("quintet.yaml")]
        )
        #expect(check.errors == [])
        #expect(check.end == .exited(0))
    }

    @Test("has alert rules that Prometheus takes")
    func rules() async throws {
        let stage = try Stage()
        try stage.write("rules.yml", block("docs/metrics.md", beginning: "groups:"))
        let check = try await Program.finishing(Places.promtool, ["check", "rules", stage.path("rules.yml")])
        #expect(check.end == .exited(0), "\(check.output + check.errors)")
    }

    @Test("names every metric of the monitor, and none that it does not have")
    func metrics() async throws {
        let stage = try Stage()
        try await Program.serving(stage) { _, server in
            let configuration = try stage.configuration(watching: server)
            try await Program.monitoring(stage, configuration) { monitor, address in
                _ = try await monitor.errors.first(with: "golden-path on local")
                let told = try text("docs/metrics.md").matches(of: #/`(quintet_(?!server)[a-z_]+)` \|/#).map { $0.1 }
                let shown = try await Scrape(address).text.matches(of: #/# TYPE (quintet_[a-z_]+) /#).map { $0.1 }
                #expect(Set(told) == Set(shown))
            }
        }
    }

    private func text(_ page: String) throws -> String {
        try String(contentsOf: Places.root.appending(path: page), encoding: .utf8)
    }

    /// The block of code of a page that begins so.
    private func block(_ page: String, beginning: String) throws -> String {
        let blocks = try text(page).split(separator: "```").map { $0.drop { $0 != "\n" }.dropFirst() }
        return String(try #require(blocks.first { $0.hasPrefix(beginning) }))
    }
}
