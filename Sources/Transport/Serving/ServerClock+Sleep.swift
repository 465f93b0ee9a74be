import NIOCore

extension ServerClock {
    /// Returns when `duration` has passed; throws `CancellationError` when the task is cancelled before.
    public func sleep(for duration: Duration) async throws {
        let deadline = now + duration
        let nap = NIOLoopBoundBox.makeEmptyBox(valueType: Nap.self, eventLoop: loop)
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (sleeper: CheckedContinuation<Void, any Error>) in
                onLoop {
                    guard nap.value == nil else { return sleeper.resume(throwing: CancellationError()) }
                    let alarm = call(at: deadline) {
                        nap.value = .over
                        sleeper.resume()
                    }
                    nap.value = .under(sleeper, alarm)
                }
            }
        } onCancel: {
            onLoop {
                if case .under(let sleeper, let alarm)? = nap.value {
                    alarm.cancel()
                    sleeper.resume(throwing: CancellationError())
                }
                nap.value = .over
            }
        }
    }

    private func onLoop(_ body: @escaping @Sendable () -> Void) {
        if loop.inEventLoop { body() } else { loop.execute(body) }
    }
}

/// One task's sleep. Over before it began where the task was cancelled already.
private enum Nap {
    case under(CheckedContinuation<Void, any Error>, any Alarm)
    case over
}
