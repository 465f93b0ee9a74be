import CShims
import Glibc
import NIOCore

/// The name servers in force. When `/etc/resolv.conf` changes, new questions go to the new ones.
final class NameServers {
    private let settings: ResolverSettings
    private var watch = FileWatch("/etc/resolv.conf")
    /// Tells a server's failure from its silence.
    private var plain: NameChannel?
    /// Passes over servers that fail; asked only where there are several and one has failed.
    private var patient: NameChannel?
    /// Those of before, until their last question has ended.
    private var retired: [NameChannel] = []

    init(_ settings: ResolverSettings) { self.settings = settings }

    /// Calls `heard` whenever a server says anything, and then `then`, once: with an answer, or nil for silence.
    func ask(
        _ host: HostName,
        _ family: AddressFamily,
        at now: Instant,
        heard: @escaping () -> Void,
        then: @escaping (NameAnswer?) -> Void
    ) {
        guard let channel = current(at: now) else {
            return then(.failure(.resolverUnreachable(host.text, reason: "the system's settings can't be used")))
        }
        channel.ask(host.question, family) { [self] status, addresses in
            if NameStatus.isAnswer(status) { heard() }
            let answer = Self.answer(status, addresses, host)
            guard NameStatus.isFailure(status), channel.serverCount > 1, let second = second() else {
                return then(answer)
            }
            second.ask(host.question, family) { status, addresses in
                if NameStatus.isAnswer(status) { heard() }
                // What the others don't know either is told in the words of the one that failed.
                let isBetter = NameStatus.isAnswer(status) && !NameStatus.isFailure(status)
                then(isBetter ? Self.answer(status, addresses, host) : answer)
            }
        }
    }

    /// Calls `heard` when a server answers at all.
    func askForLife(at now: Instant, heard: @escaping () -> Void) {
        current(at: now)?.askForLife { status in
            if NameStatus.isAnswer(status) { heard() }
        }
    }

    var sockets: [pollfd] {
        channels.flatMap { channel in
            channel.sockets.map { pollfd(fd: $0.key, events: $0.value, revents: 0) }
        }
    }

    /// How long poll(2) may wait; nil while nothing is under way.
    var patience: Duration? { channels.compactMap(\.patience).min() }

    /// Serves the sockets that are ready, and whatever is due by time.
    func process(_ ready: [pollfd]) {
        for channel in channels {
            for socket in ready where channel.sockets[socket.fd] != nil {
                // An error is found out by reading.
                let mayRead = socket.revents & ~CShort(POLLOUT) != 0
                let mayWrite = socket.revents & CShort(POLLOUT) != 0
                channel.process(
                    readable: mayRead ? socket.fd : ARES_SOCKET_BAD,
                    writable: mayWrite ? socket.fd : ARES_SOCKET_BAD
                )
            }
            channel.process()
        }
        for channel in retired where channel.underWay == 0 { channel.close() }
        retired.removeAll { $0.underWay == 0 }
    }

    /// Drops every question and closes every socket.
    func close() {
        for channel in channels { channel.close() }
        (plain, patient, retired) = (nil, nil, [])
    }

    private var channels: [NameChannel] { [plain, patient].compactMap { $0 } + retired }

    private func current(at now: Instant) -> NameChannel? {
        let isStale = settings.servers == nil && watch.hasChanged(at: now)
        if let plain, !isStale { return plain }
        retired += [plain, patient].compactMap { $0 }
        patient = nil
        plain = NameChannel(settings, failsOver: false)
        return plain
    }

    private func second() -> NameChannel? {
        if patient == nil { patient = NameChannel(settings, failsOver: true) }
        return patient
    }

    private static func answer(
        _ status: CInt,
        _ addresses: [SocketAddress],
        _ host: HostName
    ) -> NameAnswer? {
        if status == NameStatus.success, !addresses.isEmpty { return .success(addresses) }
        return NameStatus.error(status, on: host).map { .failure($0) }
    }
}
