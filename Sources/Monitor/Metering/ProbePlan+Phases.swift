import NIOCore
import Probes
import Results
import Transport

extension ProbePlan {
    /// The phases that a run of this plan goes through when all goes well.
    var phases: [Phase] {
        Phase.allCases.filter { phase in
            switch phase {
            case .login: target.tokens.isFetched
            case .dns: target.url.hasName
            case .tls: target.url.isSecure
            case .welcome: target.handshake != .none
            case .handshake: target.handshake == .auto || target.handshake == .thread
            case .connect, .upgrade, .firstEvent, .run, .close: true
            }
        }
    }
}

extension TokenSource {
    fileprivate var isFetched: Bool {
        switch self {
        case .login: true
        case .none, .fixed: false
        }
    }
}

extension WebSocketURL {
    /// Whether the host is a name that has to be looked up.
    fileprivate var hasName: Bool {
        switch place {
        case .unix: false
        // What is no address is a name; why it is none does not matter.
        case .host(let host, let port): (try? SocketAddress(ipAddress: host, port: port)) == nil
        }
    }
}
