import HTTPTypes
import Logging
import NIOCore
import Transport

/// Decides what becomes of each connection. Credentials are checked here, before the upgrade: a client that is told
/// 401 can try another carrier, one that is let in and closed cannot.
final class FrontDoor: Doorkeeper {
    private let workshop: Workshop
    private let registry: ConnectionRegistry
    private let scan: CredentialScan
    private let web: WebServer
    private let origins: [String]
    private let echoes: Bool
    private let crowd: Crowd

    init(
        workshop: Workshop,
        registry: ConnectionRegistry,
        scan: CredentialScan,
        web: WebServer,
        origins: [String],
        echoes: Bool,
        crowd: Crowd
    ) {
        self.workshop = workshop
        self.registry = registry
        self.scan = scan
        self.web = web
        self.origins = origins
        self.echoes = echoes
        self.crowd = crowd
    }

    func admit(_ head: RequestHead, _ upgrade: ServerUpgrade.Reading, on channel: any Channel) -> Admission {
        do throws(Refusal) {
            guard !crowd.isOverfull else { throw .tooManyConnections }
            switch upgrade {
            case .ordinary:
                guard head.namesItsHost else { throw .host }
                guard head.path == "/ws" || (head.path == "/echo" && echoes) else { return .handOver }
                throw .notAnUpgrade
            case .wrong(let defect):
                throw .badUpgrade(defect)
            case .right(let upgrade):
                return try admit(head, upgrade)
            }
        } catch {
            workshop.metrics.refused(error.reason)
            workshop.logger.debug(
                "refused",
                metadata: [
                    "reason": "\(error.reason.rawValue)", "path": "\(shown(head.path))",
                    "peer": "\(Self.peer(of: channel))",
                ]
            )
            return .refusal(error.reply)
        }
    }

    private func admit(_ head: RequestHead, _ upgrade: ServerUpgrade) throws(Refusal) -> Admission {
        guard !workshop.isDraining else { throw .draining }
        let limits = SessionLimits(maxMessage: workshop.settings.limits.message)
        switch head.path {
        case "/ws":
            break
        case "/echo" where echoes:
            let registry = registry
            return .session(upgrade, subprotocol: nil, limits: limits) { _ in EchoSession(in: registry) }
        default:
            throw .unknownPath
        }
        if !origins.isEmpty, let origin = head.headers[.origin], !origins.contains(origin) { throw .origin }
        let grant: Grant
        switch scan.scan(head, offered: upgrade.subprotocols, at: .now) {
        case .granted(let known, by: _): grant = known
        case .missing: throw .noCredential
        case .refused(let refusal, by: _): throw .badCredential(refusal)
        }
        let most = workshop.settings.limits.connectionsPerUser
        guard registry.count(of: grant.user) < most else { throw .tooManyOfUser(limit: most) }
        let lastEventID = QueryText(head.query).values("last_event_id").first
        let registry = registry
        return .session(upgrade, subprotocol: SubprotocolTokens.echo(of: upgrade.subprotocols), limits: limits) { _ in
            registry.connection(of: grant, lastEventID: lastEventID)
        }
    }

    /// A path as it may stand in the log: without the query, which may hold a token, and only one that is known, since
    /// what a client has put together wrongly may hold it too.
    private func shown(_ path: String) -> String {
        path == "/ws" || (path == "/echo" && echoes) ? path : "another"
    }

    private static func peer(of channel: any Channel) -> String { channel.remoteAddress?.ipAddress ?? "unix" }

    func takeOver(_ channel: any Channel) throws { web.take(channel) }

    func answer(to failure: HeadFailure) -> HTTPReply {
        let refusal = Refusal.head(failure)
        workshop.metrics.refused(refusal.reason)
        return refusal.reply
    }
}
