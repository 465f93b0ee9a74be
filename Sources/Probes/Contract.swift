public struct Contract: Sendable {}
