import Configuration
import FoundationEssentials

/// A configuration with a value of every kind, for tests.
struct Sample: Equatable {
    enum Family: String, CaseIterable {
        case any, four = "4", six = "6"
    }

    struct Target: Equatable {
        var name: String
        var url: URL
        var password: Secret?
        var headers: [String]
        var maxMessage: Int
        var family: Family
    }

    struct Probe: Equatable {
        var name: String
        var every: Duration
        var timeout: Duration
        var retries: Int
        var ratio: Double
        var enabled: Bool
        var message: String
        var contract: String?
    }

    var targets: [Target]
    var probes: [Probe]

    init?(_ root: ConfigNode) {
        guard let map = root.mapping() else { return nil }
        let targets = map.required("targets", "a list of what to probe")?.list()?.map(Self.target)
        let probes = map.optional("probes")?.list()?.map(Self.probe)
        map.optional("slos")?.note("not in force yet")
        map.finish()
        guard let targets else { return nil }
        self.targets = targets.compactMap(\.self)
        self.probes = (probes ?? []).compactMap(\.self)
    }

    private static func target(_ node: ConfigNode) -> Target? {
        guard let map = node.mapping() else { return nil }
        let name = map.required("name")?.string()
        let url = map.required("url", "the address, ws:// or wss://")?.url(schemes: ["ws", "wss", "ws+unix"])
        let password = map.optional("password")?.secret()
        let headers = map.optional("headers")?.mapping()?.entries.compactMap { key, value in
            value.string().map { "\(key): \($0)" }
        }
        let maxMessage = map.optional("max_message")?.byteSize(in: 1_024...(1 << 30))
        let family = map.optional("ip")?.choice(of: Family.self)
        map.finish()
        guard let name, let url else { return nil }
        return Target(
            name: name,
            url: url,
            password: password,
            headers: headers ?? [],
            maxMessage: maxMessage ?? 5 << 20,
            family: family ?? .any
        )
    }

    private static func probe(_ node: ConfigNode) -> Probe? {
        guard let map = node.mapping() else { return nil }
        let name = map.required("name")?.string()
        let every = map.optional("every")?.duration(in: .milliseconds(100) ... .seconds(86_400)) ?? .seconds(15)
        let timeout = map.optional("timeout")?.duration() ?? .seconds(10)
        if every < timeout {
            map["every"]?.report(
                "\(DurationText.format(every)) is shorter than timeout \(DurationText.format(timeout)); "
                    + "raise every or lower timeout"
            )
        }
        let retries = map.optional("retries")?.int(in: 0...5)
        let ratio = map.optional("ratio")?.double(in: 0...100)
        let enabled = map.optional("enabled")?.bool()
        let message = map.optional("message")?.template()
        let contract = map.optional("contract")?.path()
        map.finish()
        guard let name else { return nil }
        return Probe(
            name: name,
            every: every,
            timeout: timeout,
            retries: retries ?? 0,
            ratio: ratio ?? 99.9,
            enabled: enabled ?? true,
            message: message ?? "probe",
            contract: contract
        )
    }

    static let text = """
        # What a user would write.
        targets:
          - name: local
            url: ws://127.0.0.1:8000/ws
            password: "${env:PASSWORD}"
            headers: { X-Team: probes, "X Odd.Key": "a: b" }
            max_message: 5MiB
            ip: 4
          - { name: other, url: "wss://example.com/ws", password: ${env:PASSWORD} }

        probes:
          - name: golden-path
            every: 15s
            timeout: 1.5s
            retries: 1
            ratio: 99.9
            enabled: true
            message: "probe ${nonce}"
            contract: contracts/agent-run.yaml
        slos: []

        """

    /// The problems that the sample's reader finds in `text`, one a line; empty when there are none.
    static func problems(
        in text: String,
        folder: String? = "/etc/quintet",
        environment: [String: String] = ["PASSWORD": "correct horse"]
    ) -> String {
        do {
            _ = try ConfigurationFile.load(
                text: text,
                named: "quintet.yaml",
                folder: folder,
                environment: environment,
                read: Sample.init
            )
            return ""
        } catch {
            return error.description
        }
    }
}
