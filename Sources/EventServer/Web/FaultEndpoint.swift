import HTTPTypes

/// `/faults`: what misbehaves, at run time. Only where the server was started with `--faults-api`, and on loopback.
struct FaultEndpoint: Sendable {
    let faults: FaultRoom
    let isOn: Bool
    let loopback: LoopbackOnly

    func add(to routes: inout Routes) {
        for method in [HTTPRequest.Method.get, .put, .delete] {
            routes.on(method, "/faults") { answer(method, $0) }
        }
    }

    private func answer(_ method: HTTPRequest.Method, _ request: WebRequest) -> WebAnswer {
        guard isOn else { return .problem(403, "forbidden", "start the server with --faults-api") }
        if let objection = loopback.objection(to: request) { return .problem(403, "forbidden", objection) }
        switch method {
        case .put:
            guard let texts = WebBody.read(request.body, as: [String].self), texts.count <= FaultRoom.capacity else {
                let wanted = "want a JSON array of at most \(FaultRoom.capacity) faults, as [\"tool_completed:drop\"]"
                return .problem(422, "invalid_faults", wanted)
            }
            do throws(FaultRefusal) {
                try faults.set(texts)
            } catch {
                return .problem(422, "invalid_faults", "\(error)")
            }
        case .delete:
            faults.clear()
        default:
            break
        }
        return WebAnswer(200, .list(faults.rules.map { .string($0.description) }))
    }
}
