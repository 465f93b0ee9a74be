public import NIOCore

/// Looks names up, thousands at once, on one thread of its own over c-ares.
///
/// One flight a name and family: who asks while it is under way shares its answer. A dead name delays nobody but
/// those who asked for it. `/etc/hosts`, search domains and the servers of `/etc/resolv.conf` count, and both files
/// are read again when they change. Numeric addresses and `localhost` are never sent to a name server. Nothing is
/// cached: how long a look-up takes is part of what is measured.
public final class NameResolver: Sendable {
    private let inbox: ResolverInbox

    /// A resolver that starts its thread with the first name it is asked for.
    public init(_ settings: ResolverSettings = ResolverSettings()) {
        inbox = ResolverInbox(settings)
    }

    deinit { inbox.stop() }

    /// The addresses of one family that `name` has, in the order of the answer and with port 0; never empty.
    ///
    /// Ends by `deadline`, and at once when the task is cancelled; the look-up itself may then go on for others.
    public func resolve(
        _ name: String,
        _ family: AddressFamily,
        before deadline: Instant
    ) async throws(NameError) -> [SocketAddress] {
        let ticket = inbox.ticket()
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                ask(ticket, name, family, before: deadline) { continuation.resume(returning: $0) }
                // A cancellation that came before the question found nothing to leave.
                if Task.isCancelled { leave(ticket) }
            }
        } onCancel: {
            leave(ticket)
        }
        return try answer.get()
    }

    /// Ends every look-up as ``NameError/overloaded``, those asked for later too, and the thread: when this returns,
    /// everybody was told, and no name server's answer reaches anybody any more. May be called more than once, but not
    /// by what an answer is delivered to.
    public func shutDown() async { await inbox.stopped() }

    func ticket() -> UInt64 { inbox.ticket() }

    /// The same for callers that await nothing: `deliver` is called exactly once, mostly on the resolver's thread.
    func ask(
        _ ticket: UInt64,
        _ name: String,
        _ family: AddressFamily,
        before deadline: Instant,
        deliver: @escaping @Sendable (NameAnswer) -> Void
    ) {
        if let address = NumericHost.address(name, port: 0) {
            return deliver(address.family == family ? .success([address]) : .failure(.noAddress(name)))
        }
        guard let host = HostName(name) else { return deliver(.failure(.malformed(name))) }
        inbox.ask(
            Asker(ticket: ticket, host: host, family: family, since: .now, deadline: deadline, deliver: deliver)
        )
    }

    /// The asker wants no answer any more; it is told ``NameError/cancelled`` unless it has one already.
    func leave(_ ticket: UInt64) { inbox.leave(ticket) }
}
