/// Where a run lives: what its stage tells, on the event loop.
protocol RunHome: AnyObject {
    /// Appends the event to the run's log and has it sent.
    func publish(_ event: AgentEvent, of run: Run, with effect: FaultEffect)
    /// The run has had its last event.
    func end(_ run: Run)
    /// Nobody can come back for this run any more.
    func forget(_ run: Run)
}
