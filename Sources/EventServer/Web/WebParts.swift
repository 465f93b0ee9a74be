import Configuration
import Logging
import Metrics

/// What the endpoints work with, and all of them together.
struct WebParts: Sendable {
    let desk: LoginDesk
    let mint: TokenMint
    let reader: TokenReader
    let revocations: Revocations
    let tickets: Tickets
    let faults: FaultRoom
    let metrics: ServerMetrics
    let health: Health
    let logger: Logger

    /// What the configuration says about the endpoints.
    struct Settings: Sendable {
        let environment: ServerEnvironment
        let isDemo: Bool
        let testLoginKey: Secret?
        let hasFaultsAPI: Bool
        /// Where the server was told to listen.
        let address: String
        let isLoopback: Bool
    }

    func routes(_ settings: Settings) -> Routes {
        let loopback = LoopbackOnly(isListeningOnLoopback: settings.isLoopback)
        var routes = Routes()
        LoginEndpoints(
            desk: desk,
            mint: mint,
            reader: reader,
            revocations: revocations,
            metrics: metrics,
            logger: logger
        ).add(to: &routes)
        TestLoginEndpoints(
            mint: mint,
            environment: settings.environment,
            isDemo: settings.isDemo,
            loopback: loopback,
            key: settings.testLoginKey
        ).add(to: &routes)
        TicketEndpoint(reader: reader, tickets: tickets, address: settings.address).add(to: &routes)
        FaultEndpoint(faults: faults, isOn: settings.hasFaultsAPI, loopback: loopback).add(to: &routes)
        HealthEndpoints(health: health).add(to: &routes)
        MetricsEndpoint(registry: metrics.registry).add(to: &routes)
        return routes
    }
}
