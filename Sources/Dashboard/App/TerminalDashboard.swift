public import Transport

/// The terminal dashboard of a running monitor: it follows the monitor's API and shows it, until its user quits.
///
/// ```swift
/// let dashboard = TerminalDashboard(url: "http://127.0.0.1:9555", client: client, environment: environment)
/// try await dashboard.run(whenSuspended: .stop)
/// ```
public struct TerminalDashboard: Sendable {
    /// What Ctrl-Z does.
    public enum Suspension: Sendable {
        /// The program stops, and the dashboard is there again when it goes on.
        case stop
        /// The dashboard ends, and the program goes on without it.
        case leave
    }

    /// Why the dashboard is over.
    public enum Ending: Equatable, Sendable {
        /// Its user quit, its task was cancelled, or the terminal has gone.
        case quit
        /// Ctrl-Z, where it is to leave.
        case left
    }

    private static let backlog = 4_096
    private static let beat = Duration.milliseconds(200)

    private let api: MonitorAPI
    private let look: TerminalLook
    private let isDumb: Bool

    /// A dashboard of the monitor at `url`, such as `http://127.0.0.1:9555`.
    ///
    /// - Parameter environment: `NO_COLOR`, `TERM` and the locale's variables say what the terminal can show.
    public init(url: String, client: HTTPClient, environment: [String: String]) {
        api = MonitorAPI(base: url, client: client)
        look = TerminalLook(environment: environment)
        isDumb = environment["TERM", default: "dumb"] == "dumb"
    }

    /// Takes the terminal of the standard input and output until its user quits or the task is cancelled; then it is as it
    /// was before.
    public func run(whenSuspended suspension: Suspension) async throws(TerminalError) -> Ending {
        guard !isDumb else { throw .dumb }
        let (inputs, feed) = AsyncStream.makeStream(of: AppInput.self, bufferingPolicy: .bufferingOldest(Self.backlog))
        let inquiries = Inquiries(api: api) { feed.yield(.news($0)) }
        let result = await withTaskGroup(of: Void.self) { group -> Result<Ending, TerminalError> in
            group.addTask { [api] in await MonitorFeed(api: api) { feed.yield(.news($0)) }.run() }
            group.addTask { await inquiries.run() }
            group.addTask {
                // Ages on the screen go by real time; states are given theirs and sleep nowhere. A cancelled sleep says that
                // it is over.
                while (try? await Task.sleep(for: Self.beat)) != nil { feed.yield(.tick) }
            }
            defer { group.cancelAll() }
            do throws(TerminalError) {
                return .success(try await sessions(suspension, inputs, feed, inquiries))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// One session of the terminal after the other: each ends when the terminal is lent to somebody else.
    private func sessions(
        _ suspension: Suspension,
        _ inputs: AsyncStream<AppInput>,
        _ feed: AsyncStream<AppInput>.Continuation,
        _ inquiries: Inquiries
    ) async throws(TerminalError) -> Ending {
        let size = TerminalScope.size()
        var session = Session(
            state: DashboardState(address: api.base, width: size.width, height: size.height, now: .now),
            isASCII: look.isASCII,
            inquiries: inquiries
        )
        while true {
            let start = session
            let (end, next) = try await TerminalScope.run(look: look) {
                feed.yield(.terminal($0))
            } body: { screen in
                var session = start
                let end = await session.run(inputs, on: screen)
                return (end, session)
            }
            session = next
            switch (end, suspension) {
            case (.quit, _): return .quit
            case (.suspended, .leave): return .left
            case (.suspended, .stop): TerminalScope.stopUntilContinued()
            case (.continued, _): break
            }
            let size = TerminalScope.size()
            session.resize(size.width, size.height)
        }
    }
}
