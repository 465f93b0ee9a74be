import Configuration
import Probes

/// Where the contracts of probes come from.
struct ContractShelf: Sendable {
    /// The one that a probe has when it names none.
    let standard: Contract
    /// The contract that a node names: a shipped one, or a file. What is wrong with it has been reported.
    let read: @Sendable (ConfigNode) -> Contract?
    /// The events of a contract, in order.
    let events: @Sendable (Contract) -> [String]
}
