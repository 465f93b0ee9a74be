import HTTPTypes

/// `POST /-/reload`
struct ReloadEndpoint: Sendable {
    let guardian: HostGuard
    /// Loads the configuration anew.
    let reload: @Sendable () async -> ReloadOutcome

    func add(to routes: inout Routes) {
        routes.on(.post, "/-/reload") { request in
            if let objection = guardian.objection(to: request) { return .problem(.forbidden, objection) }
            switch await reload() {
            case .loaded: return .text("reloaded")
            case .refused(let error):
                return .problem(
                    .internalServerError,
                    "the configuration is refused, and the one before stays in force:\n\(error)"
                )
            case .noFile:
                return .problem(.conflict, "this monitor was started with --url and has no file to load")
            }
        }
    }
}
