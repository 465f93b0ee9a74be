import CShims
import Glibc
import NIOCore

/// What the resolver's thread does until it is stopped: take questions, poll sockets, hand out answers.
final class ResolverLoop {
    /// After so long without any sign of a name server, one is asked for a sign; each time it waits twice as long.
    private static let patience = Duration.milliseconds(300)

    private let inbox: ResolverInbox
    private let servers: NameServers
    private var board = FlightBoard()
    private var hosts = HostsFile("")
    private var hostsWatch: FileWatch
    private let hostsPath: String
    /// When to see whether the name servers are silent, and how long to wait after that; nil while nothing flies.
    private var pulse: (at: Instant, then: Duration)?

    init(inbox: ResolverInbox, settings: ResolverSettings) {
        self.inbox = inbox
        servers = NameServers(settings)
        hostsPath = settings.hostsFile
        hostsWatch = FileWatch(settings.hostsFile)
    }

    func run() {
        while let messages = inbox.take() {
            for message in messages { take(message) }
            poll(until: nextLook())
            let now = Instant.now
            for delivery in board.expire(at: now) { tell(delivery) }
            feelPulse(at: now)
        }
        servers.close()
        for asker in board.clear() { asker.deliver(.failure(.overloaded)) }
    }

    private func take(_ message: ResolverInbox.Message) {
        switch message {
        case .leave(let ticket):
            if let delivery = board.leave(ticket) { tell(delivery) }
        case .ask(let asker):
            let now = Instant.now
            if let answer = fixed(asker.host, asker.family, at: now) { return asker.deliver(answer) }
            switch board.ask(asker, at: now) {
            case .joined: break
            case .refused: asker.deliver(.failure(.overloaded))
            case .start(let key): start(key, at: now)
            }
        }
    }

    /// What needs no name server. A name that the hosts file knows has the addresses that stand there and no others.
    private func fixed(_ host: HostName, _ family: AddressFamily, at now: Instant) -> NameAnswer? {
        if hostsWatch.hasChanged(at: now) {
            // A file that is not there, or can't be read, fixes nothing: so the system's own resolver sees it.
            hosts = HostsFile((try? FileBytes.read(hostsPath)).map { String(decoding: $0, as: UTF8.self) } ?? "")
        }
        if let known = hosts.addresses(of: host) {
            let suited = known.filter { $0.family == family }
            return suited.isEmpty ? .failure(.noAddress(host.text)) : .success(suited)
        }
        guard host.isLoopback else { return nil }
        let address = NumericHost.address(family == .v4 ? "127.0.0.1" : "::1", port: 0)
        return .success(address.map { [$0] } ?? [])
    }

    private func start(_ key: FlightBoard.Key, at now: Instant) {
        if pulse == nil { pulse = (now.advanced(by: Self.patience), Self.patience * 2) }
        servers.ask(key.host, key.family, at: now, heard: { [self] in board.heard(at: .now) }) { [self] answer in
            for delivery in board.landed(key, answer) { tell(delivery) }
        }
    }

    private func tell(_ delivery: FlightBoard.Delivery) { delivery.asker.deliver(delivery.answer) }

    /// Silence on one name says nothing about the name server, unless it is silent on everything.
    private func feelPulse(at now: Instant) {
        guard let pulse, pulse.at <= now else { return }
        guard board.count > 0 else { return self.pulse = nil }
        self.pulse = (now.advanced(by: pulse.then), pulse.then * 2)
        if board.isQuiet(for: Self.patience, at: now) {
            servers.askForLife(at: now) { [self] in board.heard(at: .now) }
        }
    }

    private func nextLook() -> Instant? {
        let now = Instant.now
        return [board.deadline, pulse?.at, servers.patience.map(now.advanced)].compactMap { $0 }.min()
    }

    private func poll(until look: Instant?) {
        var sockets = servers.sockets
        sockets.append(pollfd(fd: inbox.wake.descriptor, events: CShort(POLLIN), revents: 0))
        let wait = look.map { CInt(clamping: Instant.now.duration(to: $0).milliseconds) } ?? -1
        // An interrupted or failed poll looks like a time-out: everything is looked at again.
        let ready = Glibc.poll(&sockets, nfds_t(sockets.count), wait)
        if ready > 0, sockets.removeLast().revents != 0 { inbox.wake.clear() }
        servers.process(ready > 0 ? sockets.filter { $0.revents != 0 } : [])
    }
}
