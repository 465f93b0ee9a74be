import Foundation
import FoundationNetworking

/// What one GET of `/metrics` brought.
struct Scrape: Sendable {
    let text: String
    /// Values by series, as `name{label="value"}`.
    private(set) var values: [String: Double] = [:]
    /// The series that may only grow.
    private(set) var counters: Set<String> = []

    /// Scrapes the program at `address`.
    init(_ address: String) async throws {
        guard let url = URL(string: "http://\(address)/metrics") else { throw URLError(.badURL) }
        let (data, _) = try await URLSession.shared.data(from: url)
        self.init(text: String(decoding: data, as: UTF8.self))
    }

    init(text: String) {
        self.text = text
        var grows = false
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# TYPE ") {
                grows = line.hasSuffix(" counter") || line.hasSuffix(" histogram")
            } else if !line.hasPrefix("#"), let space = line.lastIndex(of: " ") {
                let series = String(line[..<space])
                values[series] = Double(line[line.index(after: space)...])
                if grows { counters.insert(series) }
            }
        }
    }

    /// The counters that are smaller in `later`, or gone.
    func backwards(in later: Scrape) -> [String] {
        counters.filter { later.values[$0, default: -1] < values[$0, default: 0] }.sorted()
    }
}
