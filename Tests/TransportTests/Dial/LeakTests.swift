import NIOCore
import NIOPosix
import Testing

@testable import Transport

/// Each runs in a process of its own, where nobody else opens descriptors, and on one event loop, which takes
/// connections in the order in which they were made: when the last one is served, all of those before it were taken.
@Suite("Descriptors", .timeLimit(.minutes(5)))
struct LeakTests {
    @Test("a thousand dials of servers that refuse, are silent, close or reset leave no descriptor open")
    func dials() async {
        await #expect(processExitsWith: .success) {
            let yard = try await Yard()
            for url in yard.urls { _ = await yard.client.failure(url, within: .seconds(1)) }
            let before = try await yard.count()
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<1000 {
                    let url = yard.urls[number % yard.urls.count]
                    group.addTask { _ = await yard.client.failure(url, within: .seconds(2)) }
                }
            }
            #expect(try await yard.count() == before)
        }
    }

    @Test("a thousand calls of the same servers leave none open either")
    func calls() async {
        await #expect(processExitsWith: .success) {
            let yard = try await Yard()
            let urls = yard.urls.map { $0.replacing("ws://", with: "http://") }
            for url in urls { _ = await yard.caller.send(url, within: .seconds(1)) }
            let before = try await yard.count()
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<1000 {
                    let url = urls[number % urls.count]
                    group.addTask { _ = await yard.caller.send(url, within: .seconds(2)) }
                }
            }
            #expect(try await yard.count() == before)
        }
    }

    @Test("the twin: one connection that is kept is seen")
    func twin() async {
        await #expect(processExitsWith: .success) {
            let yard = try await Yard()
            let before = try await yard.count()
            let kept = try await yard.client.dial(yard.opening)
            // Its two ends are both in this process.
            #expect(try Descriptors.count() == before + 2)
            try await kept.act { $0.abort() }
            #expect(try await yard.count() == before)
        }
    }

    @Test("a process without descriptors says that it is its own fault")
    func exhausted() async {
        await #expect(processExitsWith: .success) {
            let yard = try await Yard()
            let url = yard.urls[0].replacing("ws://", with: "http://")
            _ = await yard.caller.send(url)
            // A connection that closes afterwards would leave room for one more.
            _ = try await yard.count()
            Descriptors.exhaust()
            #expect(await yard.client.failure(yard.opening)?.error == .noDescriptors)
            let call = await yard.caller.send(url)
            #expect(call == .failure(.noDescriptors))
        }
    }
}

/// Clients, and a server that does to a connection what its path says.
private struct Yard {
    let client: TestDialer
    let caller = TestCaller()
    /// Closed, reset, upgraded, never answered, and a port where nobody listens.
    let urls: [String]
    let opening: String
    private let visitors = Visitors()
    private let refusing: RefusingPort

    init() async throws {
        refusing = try RefusingPort()
        NIOSingletons.groupLoopCountSuggestion = 1
        client = TestDialer()
        let server = try await RawServer.start { [visitors] connection, event in
            visitors.note(event)
            guard case .read(let bytes) = event else { return }
            switch String(buffer: bytes).prefix(6) {
            case "GET /c": connection.close()
            case "GET /r": connection.reset()
            case "GET /o": connection.write(Upgrading.accept(bytes))
            default: break
            }
        }
        urls = ["c", "r", "o", "s"].map { "ws://\(server.authority)/\($0)" } + ["ws://\(refusing.authority)/"]
        opening = "ws://\(server.authority)/o"
    }

    /// How many descriptors are open once everybody who came has gone.
    func count() async throws -> Int {
        // Served last, and so the proof that whoever connected before was taken.
        _ = await client.failure(opening)
        try await visitors.allGone()
        return try Descriptors.count()
    }
}
