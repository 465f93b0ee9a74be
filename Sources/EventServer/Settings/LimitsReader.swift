import Configuration
import Transport

/// Reads `limits: { … }`.
enum LimitsReader {
    static func read(_ node: ConfigNode) -> ServerLimits? {
        guard let map = node.mapping() else { return nil }
        var limits = ServerLimits()
        set(&limits.connections, to: map.optional("connections")?.int(in: ServerLimits.counts))
        set(&limits.connectionsPerUser, to: map.optional("connections_per_user")?.int(in: ServerLimits.counts))
        set(&limits.loginAttempts, to: map.optional("login_attempts")?.value("a rate like 10/m", Rate.init))
        set(&limits.runsPerUser, to: map.optional("runs_per_user")?.int(in: ServerLimits.counts))
        set(&limits.message, to: map.optional("message")?.byteSize(in: ServerLimits.sizes))
        set(&limits.head.size, to: map.optional("head")?.byteSize(in: ServerLimits.headSizes))
        set(&limits.head.time, to: map.optional("head_time")?.duration(in: ServerLimits.times))
        set(&limits.run, to: map.optional("run")?.duration(in: ServerLimits.times))
        set(&limits.unread, to: map.optional("unread")?.duration(in: ServerLimits.times))
        if let node = map.optional("requests_per_second"), node.int(in: ServerLimits.counts) != nil {
            node.note("not in force yet")
        }
        if let node = map.optional("idle"), node.duration(in: ServerLimits.times) != nil {
            node.note("not in force yet")
        }
        map.finish()
        return limits
    }
}
