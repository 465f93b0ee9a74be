import NIOCore

/// A call between its question for addresses and its end. Confined to the client's thread.
final class CallInProgress {
    let pending: PendingCall
    var gathering: AddressGathering
    /// Look-ups that may still answer.
    var lookups: [AddressFamily: UInt64] = [:]
    /// When the first addresses were connected to: the end of the phase of names.
    var resolvedAt: Instant?
    var transfer: CurlTransfer?
    /// Why the attempt before did not connect.
    var failure: HTTPFailure?

    init(_ pending: PendingCall) {
        self.pending = pending
        gathering =
            switch pending.destination {
            case .fixed(let addresses): AddressGathering(addresses)
            case .named: AddressGathering(awaiting: pending.call.addresses.families)
            }
    }

    /// How long names took; nil where none had to be looked up.
    var dns: Duration? {
        switch pending.destination {
        case .fixed: nil
        case .named: resolvedAt.map { pending.began.duration(to: $0) }
        }
    }
}
