import Foundation
import FoundationNetworking
import Subprocess

/// A real Prometheus that scrapes one monitor, and tells when it knows the first value of a probe.
struct Prometheus {
    private let address: String

    /// Runs a Prometheus that scrapes `monitor`, and gives it to the closure once it has a value of
    /// `quintet_probe_success`.
    ///
    /// It says so itself, by an alert: nobody has to ask it again and again.
    static func scraping<Value: Sendable>(
        _ monitor: String,
        _ stage: Stage,
        body: (Prometheus) async throws -> Value
    ) async throws -> Value {
        try await Program.witness("alert_sink.py") { sink, sinkPort in
            let configuration = try configuration(monitor, sinkPort, stage)
            let arguments = [
                "--config.file=\(configuration)", "--storage.tsdb.path=\(stage.path("tsdb"))",
                "--web.listen-address=127.0.0.1:0",
            ]
            return try await Program.running(Places.prometheus, arguments) { prometheus in
                let line = try await prometheus.errors.first(with: "Listening on")
                let address = line.split(separator: "address=").last.map(String.init) ?? ""
                _ = try await sink.output.first(with: "known")
                return try await body(Prometheus(address: address))
            }.value
        }.value
    }

    /// The values of the one series that answers `query`, as Prometheus writes them.
    func answer(to query: String) async throws -> [String] {
        guard var url = URLComponents(string: "http://\(address)/api/v1/query") else { throw URLError(.badURL) }
        url.queryItems = [URLQueryItem(name: "query", value: query)]
        guard let url = url.url else { throw URLError(.badURL) }
        let (data, _) = try await URLSession.shared.data(from: url)
        return try JSONDecoder().decode(Answer.self, from: data).data.result.map(\.value.text)
    }

    private static func configuration(_ monitor: String, _ sinkPort: String, _ stage: Stage) throws -> String {
        try stage.write(
            "prometheus.yml",
            """
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: [rules.yml]
            alerting: { alertmanagers: [ { static_configs: [ { targets: ["127.0.0.1:\(sinkPort)"] } ] } ] }
            scrape_configs: [ { job_name: quintet, static_configs: [ { targets: ["\(monitor)"] } ] } ]
            """
        )
        try stage.write(
            "rules.yml",
            "groups: [ { name: probes, rules: [ { alert: known, expr: quintet_probe_success >= 0 } ] } ]\n"
        )
        return stage.path("prometheus.yml")
    }
}

/// The part of an answer of the query API that counts here.
private struct Answer: Decodable {
    struct Body: Decodable {
        let result: [Series]
    }

    struct Series: Decodable {
        let value: Sample
    }

    /// `[1769860800.12, "1"]`
    struct Sample: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            var pair = try decoder.unkeyedContainer()
            _ = try pair.decode(Double.self)
            text = try pair.decode(String.self)
        }
    }

    let data: Body
}
