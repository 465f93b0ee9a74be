@testable import Transport

/// An HTTP client of a test's own.
struct TestCaller {
    private let client: HTTPClient

    /// Names are asked of `nameServer`, where there is one, and of nobody else.
    init(asking nameServer: TestNameServer? = nil) {
        let settings = nameServer.map { ResolverSettings(servers: [$0.address], hostsFile: "/dev/null") }
        client = HTTPClient(resolver: NameResolver(settings ?? ResolverSettings()))
    }

    func send(
        _ url: String,
        within time: Duration = .seconds(60),
        _ change: (inout HTTPCall) -> Void = { _ in }
    ) async -> Result<HTTPAnswer, HTTPFailure> {
        var call = HTTPCall(url: url)
        change(&call)
        do throws(HTTPFailure) {
            return .success(try await client.send(call, before: .now + time))
        } catch {
            return .failure(error)
        }
    }

    func shutDown() { client.shutDown() }

    /// A script that says `text` to whoever asks.
    static func answering(_ text: String) -> RawServer.Script {
        { connection, event in
            if case .read = event { connection.write(text) }
        }
    }
}
