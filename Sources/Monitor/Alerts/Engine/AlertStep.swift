/// What the engine decided: what changed, what has to be remembered, and who has to be told.
///
/// It comes into effect once it is stored, all of it at once.
public struct AlertStep: Sendable, Equatable {
    /// In the order in which they happened.
    public var transitions: [AlertTransition] = []
    /// What is to be remembered from now on, instead of what was before.
    public var memories: [AlertMemory] = []
    /// Of which alerts nothing has to be remembered any more.
    public var forgotten: [AlertKey] = []
    /// In the order in which they have to arrive.
    public var notifications: [AlertNotification] = []

    /// A step in which nothing happens.
    public init() {}

    /// Whether nothing has to be stored.
    public var isEmpty: Bool {
        transitions.isEmpty && memories.isEmpty && forgotten.isEmpty && notifications.isEmpty
    }

    mutating func remember(_ memory: AlertMemory, instead before: AlertMemory) {
        guard memory != before else { return }
        if memory.isBlank { forgotten.append(memory.key) } else { memories.append(memory) }
    }
}
