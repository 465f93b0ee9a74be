/// Why something was not let in; the label of a metric.
enum RefusalReason: String, CaseIterable, Sendable {
    case malformed
    case headTooLong = "head_too_long"
    case headTimeout = "head_timeout"
    case badUpgrade = "bad_upgrade"
    case unknownPath = "unknown_path"
    case origin
    case noCredential = "no_credential"
    case badCredential = "bad_credential"
    case tooManyConnections = "too_many_connections"
    case tooManyOfUser = "too_many_of_user"
    case draining
    case login
    case loginRate = "login_rate"
    case runRate = "run_rate"
    case slowReader = "slow_reader"
}
