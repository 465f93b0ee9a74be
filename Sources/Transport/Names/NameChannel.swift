import CShims
import Glibc
import NIOCore

/// One c-ares channel: name servers, and the sockets over which they are asked. Confined to the resolver's thread.
final class NameChannel {
    /// How a question ended: a status of c-ares, and the addresses of an answer.
    typealias Ending = (_ status: CInt, _ addresses: [SocketAddress]) -> Void

    /// Addresses of one answer that are looked at; 64 KiB of DNS could hold four thousand.
    private static let mostAddresses = 256

    /// The sockets to poll for, and what for.
    private(set) var sockets: [CInt: CShort] = [:]
    /// Questions that have not ended.
    private(set) var underWay = 0
    private var channel: ares_channel?

    /// With `failsOver`, a server that answers with a failure is passed over for the next one, and all of them
    /// failing reads like none of them being there. Nil when the system's settings can't be read, or nothing is left.
    init?(_ settings: ResolverSettings, failsOver: Bool) {
        guard Self.isLibraryReady else { return nil }
        var options = ares_options()
        options.flags = failsOver ? 0 : ARES_FLAG_NOCHECKRESP
        options.timeout = CInt(clamping: settings.firstTry.milliseconds)
        options.tries = CInt(clamping: settings.tries)
        options.sock_state_cb_data = Unmanaged.passUnretained(self).toOpaque()
        options.sock_state_cb = { context, socket, readable, writable in
            guard let context else { return }
            Unmanaged<NameChannel>.fromOpaque(context).takeUnretainedValue()
                .watch(socket, isReadable: readable != 0, isWritable: writable != 0)
        }
        let mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_LOOKUPS | ARES_OPT_SOCK_STATE_CB
        // Name servers alone: fixed addresses are looked at before, and only once.
        let isMade = "b".withCString { lookups in
            options.lookups = UnsafeMutablePointer(mutating: lookups)
            return ares_init_options(&channel, &options, mask) == ARES_SUCCESS
        }
        guard isMade else { return nil }
        if let servers = settings.servers {
            guard ares_set_servers_ports_csv(channel, servers.joined(separator: ",")) == ARES_SUCCESS else {
                return nil
            }
        }
    }

    /// Closes the sockets; questions under way are dropped without an ending. Nothing may be asked afterwards.
    func close() {
        if let channel { ares_destroy(channel) }
        channel = nil
    }

    /// Asks for the addresses of `name`, in the search domains too unless it ends with a dot.
    func ask(_ name: String, _ family: AddressFamily, then: @escaping Ending) {
        underWay += 1
        var hints = ares_addrinfo_hints()
        hints.ai_family = family == .v4 ? AF_INET : AF_INET6
        // The order of the answer is kept: an address that can't be reached from here fails in connect(2) at once,
        // which finds out the same as RFC 6724 would.
        hints.ai_flags = ARES_AI_NOSORT
        let question = Unmanaged.passRetained(Question(channel: self, then: then))
        ares_getaddrinfo(
            channel,
            name,
            nil,
            &hints,
            { context, status, _, answer in
                guard let context else { return }
                let addresses = answer.map(NameChannel.addresses) ?? []
                if let answer { ares_freeaddrinfo(answer) }
                Unmanaged<Question>.fromOpaque(context).takeRetainedValue().end(status, addresses)
            },
            question.toOpaque()
        )
    }

    /// Asks something that every name server knows, to learn whether one is there: where the root servers are.
    func askForLife(then: @escaping (_ status: CInt) -> Void) {
        underWay += 1
        let question = Unmanaged.passRetained(Question(channel: self) { status, _ in then(status) })
        // Class IN and type NS (RFC 1035 §3.2).
        ares_query(
            channel,
            ".",
            1,
            2,
            { context, status, _, _, _ in
                guard let context else { return }
                Unmanaged<Question>.fromOpaque(context).takeRetainedValue().end(status, [])
            },
            question.toOpaque()
        )
    }

    /// How many name servers there are.
    var serverCount: Int {
        var first: UnsafeMutablePointer<ares_addr_port_node>?
        guard ares_get_servers_ports(channel, &first) == ARES_SUCCESS else { return 0 }
        defer { ares_free_data(first) }
        return sequence(first: first, next: { $0?.pointee.next }).prefix { $0 != nil }.count
    }

    /// How long poll(2) may wait before ``process(readable:writable:)`` is due; nil while nothing is under way.
    var patience: Duration? {
        var value = timeval()
        guard let next = ares_timeout(channel, nil, &value) else { return nil }
        return .seconds(next.pointee.tv_sec) + .microseconds(next.pointee.tv_usec)
    }

    /// Reads or writes one socket that is ready; without one, sends again what was not answered in time.
    func process(readable: CInt = CInt(ARES_SOCKET_BAD), writable: CInt = CInt(ARES_SOCKET_BAD)) {
        ares_process_fd(channel, readable, writable)
    }

    private func watch(_ socket: CInt, isReadable: Bool, isWritable: Bool) {
        let events = (isReadable ? CShort(POLLIN) : 0) | (isWritable ? CShort(POLLOUT) : 0)
        sockets[socket] = events == 0 ? nil : events
    }

    /// What c-ares carries along with a question, and gives back exactly once.
    private final class Question {
        private unowned let channel: NameChannel
        private let then: Ending

        init(channel: NameChannel, then: @escaping Ending) {
            (self.channel, self.then) = (channel, then)
        }

        func end(_ status: CInt, _ addresses: [SocketAddress]) {
            // The channel itself is going away, and nobody waits for it any more.
            if status == ARES_EDESTRUCTION { return }
            channel.underWay -= 1
            then(status, addresses)
        }
    }

    private static func addresses(of answer: UnsafeMutablePointer<ares_addrinfo>) -> [SocketAddress] {
        var found: [SocketAddress] = []
        for node in sequence(first: answer.pointee.nodes, next: { $0?.pointee.ai_next }) {
            guard let node, let raw = UnsafeRawPointer(node.pointee.ai_addr) else { break }
            let address: SocketAddress
            switch node.pointee.ai_family {
            case AF_INET: address = SocketAddress(raw.loadUnaligned(as: sockaddr_in.self)).at(port: 0)
            case AF_INET6: address = SocketAddress(raw.loadUnaligned(as: sockaddr_in6.self)).at(port: 0)
            default: continue
            }
            if !found.contains(address) { found.append(address) }
            if found.count == mostAddresses { break }
        }
        return found
    }

    /// Once a process; before any other call of the library.
    private static let isLibraryReady = ares_library_init(ARES_LIB_INIT_ALL) == ARES_SUCCESS
}
