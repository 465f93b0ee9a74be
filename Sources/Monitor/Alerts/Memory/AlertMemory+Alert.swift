extension AlertMemory {
    /// The alert as it is shown; nil while nothing is wrong.
    public var alert: Alert? {
        switch phase {
        case .inactive: nil
        case .pending(let mark): alert(.pending, mark, [:])
        case .firing(let firing): alert(.firing, firing.mark, firing.annotations)
        }
    }

    func alert(_ state: Alert.State, _ mark: AlertMark, _ annotations: [String: String]) -> Alert {
        Alert(
            name: key.rule,
            state: state,
            severity: severity,
            probe: key.probe,
            target: target,
            since: mark.since,
            reason: mark.reason,
            annotations: annotations,
            failure: mark.failure,
            result: mark.result
        )
    }
}
