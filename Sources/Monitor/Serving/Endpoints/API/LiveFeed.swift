import Results

/// What is told once it is committed, to those who read the stream, ask for the status, or wait for a cycle.
struct LiveFeed: Sendable {
    let overview: Overview
    let hub: StreamHub
    let waits: CycleWaits

    /// These are in the history.
    func tell(_ events: [LedgerEvent], at now: WallTime = .now) {
        for event in events {
            switch event {
            case .result(let result):
                overview.recent.add(result)
                publish(.result, result)
                waits.committed(result)
            case .probe(let status, _):
                guard let document = overview.document(of: status.probe, at: now)?.document else { continue }
                publish(.probe, document)
            }
        }
    }

    /// An alert became pending, fired or resolved.
    func tell(_ alert: AlertDocument) { publish(.alert, alert) }

    private func publish(_ kind: StreamEvent.Kind, _ value: some Encodable) {
        // Whatever cannot be written as JSON could not be kept either, and is told as missing.
        guard let text = try? JSONText.of(value) else { return hub.publish(.reset, Array("{}".utf8)) }
        hub.publish(kind, text)
    }
}
