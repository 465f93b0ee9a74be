import Probes
import HTTPTypes
import Results

/// `/api/v1/probes`, one of them, and running it now.
struct ProbeEndpoints: Sendable {
    private struct List: Encodable {
        let probes: [ProbeDocument]
    }

    private struct Started: Encodable {
        let cycle: ULID
    }

    private struct Ended: Encodable {
        let cycle: ULID
        let results: [ProbeResult]
    }

    let overview: Overview
    let figures: FigureDesk
    let guardian: HostGuard
    let waits: CycleWaits
    /// Runs a probe once, now.
    let start: @Sendable (_ probe: String) -> StartAnswer

    func add(to routes: inout Routes) {
        routes.on(.get, "/api/v1/probes") { request in
            await .answering(request) {
                _ = try Query(request.query)
                return .json(List(probes: overview.documents(at: .now)))
            }
        }
        routes.on(.get, "/api/v1/probes/{name}") { request in
            await .answering(request) {
                _ = try Query(request.query)
                return try await detail(of: request.parameters["name"] ?? "")
            }
        }
        routes.on(.post, "/api/v1/probes/{name}/run") { request in
            if let objection = guardian.objection(toLocal: request) { return .problem(.forbidden, objection) }
            return await .answering(request) {
                let isAwaited = try Query(request.query, knowing: "wait").flag("wait")
                return await runNow(request.parameters["name"] ?? "", isAwaited: isAwaited)
            }
        }
    }

    private func detail(of name: String) async throws -> WebAnswer {
        guard let (probe, document) = overview.document(of: name, at: .now) else { return Self.unknown(name) }
        return .json(
            ProbeDetailDocument(
                probe: document,
                contract: probe.plan.contract.name,
                timeout: Seconds(probe.plan.timeout),
                figures: try await figures.figures(of: name)
            )
        )
    }

    private func runNow(_ name: String, isAwaited: Bool) async -> WebAnswer {
        guard overview.document(of: name, at: .now) != nil else { return Self.unknown(name) }
        let ticket = waits.begin(name)
        defer { waits.end(ticket) }
        switch start(name) {
        case .started(let cycle):
            guard isAwaited else { return .json(Started(cycle: cycle), status: .accepted) }
            waits.wait(ticket, for: cycle)
            var ending = ticket.results.makeAsyncIterator()
            if let results = await ending.next() { return .json(Ended(cycle: cycle, results: results)) }
            return .problem(.serviceUnavailable, "the monitor is shutting down before the run has ended")
        case .unknown: return Self.unknown(name)
        case .busy:
            return .problem(
                .conflict,
                "\(name) is being run, and there is never a second run of a probe, nor more at once than there may be; "
                    + "wait for its end"
            )
        case .stopped:
            return .problem(.serviceUnavailable, "no probes are being run: the monitor is starting or shutting down")
        }
    }

    private static func unknown(_ name: String) -> WebAnswer {
        .problem(.notFound, "no probe \(name.prefix(80)) is scheduled; GET /api/v1/probes lists those that are")
    }
}
