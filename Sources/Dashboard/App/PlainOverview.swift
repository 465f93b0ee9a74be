public import Transport

/// The overview as plain text, once: for scripts, and for terminals that show lines alone.
public struct PlainOverview: Equatable, Sendable {
    /// Lines, each ended by a line feed.
    public let text: String
    /// Whether a probe is down.
    public let hasFailure: Bool

    /// Why there is none.
    public struct Failure: Error, Equatable, CustomStringConvertible {
        /// What happened, for the person who has to act.
        public let description: String
    }

    /// Asks the monitor at `url`; at most `width` columns, and nothing but ASCII where `environment` names no UTF-8 locale.
    public static func fetch(
        url: String,
        client: HTTPClient,
        width: Int,
        environment: [String: String]
    ) async throws(Failure) -> PlainOverview {
        let api = MonitorAPI(base: url, client: client)
        do throws(APIFailure) {
            let isASCII = TerminalLook(environment: environment).isASCII
            return PlainOverview(try await api.status(), address: api.base, width: width, isASCII: isASCII)
        } catch {
            throw Failure(description: "no monitor answers at \(api.base): \(error)")
        }
    }

    init(_ status: MonitorStatus, address: String, width: Int, isASCII: Bool) {
        let now = Instant.now
        var state = DashboardState(address: address, width: width, height: 1, now: now)
        _ = state.take(.news(.status(status)), at: now)
        let glyphs = Glyphs(isASCII: isASCII)
        let sight = Sight(state: state, now: now, glyphs: glyphs, width: width, height: 1)
        let frame = FrameRows(sight: sight)
        let page = OverviewScreen(sight, showsChoice: false).page()
        var rows = [frame.title, frame.counts, []] + page.head + (0..<page.count).map(page.row)
        for probe in state.listed {
            guard let failure = probe.failure else { continue }
            rows += [[]] + sight.wrapped("\(probe.name): \(failure.detail ?? failure.class)", lines: 4)
        }
        text = rows.map { row in
            var canvas = Canvas(width: width, height: 1, isASCII: isASCII)
            canvas.draw(row, at: 0)
            return canvas.grid.text
        }
        .joined()
        hasFailure = state.listed.contains { $0.state == .down }
    }
}
