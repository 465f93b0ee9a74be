import Configuration
import EventServer
import Results
import Synchronization
import Testing
import Transport

@testable import Probes

@Suite("A journey against a real event server")
struct JourneyTests {
    @Test(
        "a healthy run passes, with every phase, the five events and the ids",
        arguments: [Carrier.header, .subprotocol, .query, .ticket]
    )
    func healthy(carrier: Carrier) async throws {
        let stage = try await Stage()
        let result = try await stage.run(stage.plan { $0.target.carrier = carrier })
        await stage.end()
        #expect(result.firmFindings == [])
        #expect(
            result.phases.inOrder.map(\.phase)
                == [.login, .connect, .upgrade, .welcome, .handshake, .firstEvent, .run, .close]
        )
        #expect(Set(result.events.map(\.event)) == Set(Contract.agentRun.eventNames))
        #expect(result.events.last?.event == "agent_completed")
        #expect(result.ids.run?.hasPrefix("quintet_") == true)
        #expect(result.ids.connection != nil)
        #expect(result.close == CloseRecord(code: 1000, by: .client))
        #expect(result.peer == stage.server.address.description)
        #expect(result.httpStatus == 101)
        #expect(result.user == "probe-1")
    }

    @Test("a token is used again by the next run, which logs in no more")
    func tokenReuse() async throws {
        let stage = try await Stage()
        let first = try await stage.run(stage.plan())
        let second = try await stage.run(stage.plan())
        let third = try await stage.run(stage.plan { $0.target.tokenLife = .run })
        await stage.end()
        #expect(first.phases[.login] != nil)
        #expect(second.phases[.login] == nil)
        #expect(third.phases[.login] != nil)
        #expect([first, second, third].flatMap(\.firmFindings) == [])
    }

    @Test("a wrong password is a rejected login, blamed on auth, and shown nowhere")
    func wrongPassword() async throws {
        let stage = try await Stage()
        let result = try await stage.run(
            stage.plan { $0.target.users = [ProbeUser(email: "probe-1@example.com", password: Secret("wrong horse"))] }
        )
        await stage.end()
        #expect(result.failure?.failureClass == .loginRejected)
        #expect(result.failure?.status == 401)
        #expect(result.failure?.blame == .auth)
        #expect(!(try result.json()).contains("wrong horse"))
    }

    @Test("a token that the server does not know is refused before the upgrade")
    func wrongToken() async throws {
        let stage = try await Stage()
        let result = try await stage.run(
            stage.plan {
                $0.target.tokens = .fixed(Secret("not.a.token"))
                $0.target.users = []
            }
        )
        await stage.end()
        #expect(result.failure?.failureClass == .upgradeRejected)
        #expect(result.failure?.status == 401)
        #expect(result.failure?.blame == .auth)
    }

    @Test("a remembered token of a server that was started anew is fetched again in the same run")
    func staleToken() async throws {
        let stage = try await Stage()
        let other = try await Stage()
        var plan = try stage.plan()
        _ = try await stage.run(plan)
        plan.target.url = try WebSocketURL(other.server.url)
        plan.target.tokens = .login(url: (plan.target.url.httpOrigin ?? "") + "/auth/login")
        let result = try await stage.run(plan)
        await stage.end()
        await other.end()
        #expect(result.firmFindings == [])
        #expect(result.phases[.login] != nil)
    }

    @Test(
        "faults on events are found and named",
        arguments: [
            ("tool_completed:drop", FailureClass.missingEvent, "tool_completed"),
            ("agent_started:drop", .missingEvent, "agent_started"),
            ("tool_executing:close=1011", .connectionLost, nil),
        ] as [(String, FailureClass, String?)]
    )
    func faults(fault: String, failureClass: FailureClass, event: String?) async throws {
        let stage = try await Stage(fault)
        let result = try await stage.run(stage.plan())
        await stage.end()
        #expect(result.failure?.failureClass == failureClass)
        #expect(result.failure?.event == event)
        #expect(result.firmFindings.map(\.failureClass) == [failureClass])
    }

    @Test("a run that falls silent ends at its stall budget")
    func stalls() async throws {
        let stage = try await Stage("agent_completed:drop")
        let result = try await stage.run(stage.plan { $0.sla.stall = .seconds(10) })
        await stage.end()
        #expect(result.failure?.failureClass == .stalled)
        #expect(result.failure?.event == "tool_completed")
    }

    @Test("our own lateness is told at the time at which it was seen: from the start, or from the request before it")
    func lateness() async throws {
        for (isEarly, origin) in [(true, "start"), (false, "request")] {
            let seen = Mutex(Duration.zero)
            let stage = try await Stage(
                lag: LagWatch(limit: .milliseconds(100)) { start in
                    let instant = isEarly ? start.advanced(by: .nanoseconds(1)) : .now
                    seen.withLock { $0 = start.duration(to: instant) }
                    return Lateness(by: .seconds(1), seenAt: instant)
                }
            )
            let result = try await stage.run(stage.plan { $0.sla.total = .nanoseconds(1) })
            await stage.end()
            #expect(result.findings.map(\.failureClass) == [.monitorOverloaded])
            let at = try #require(result.findings.first?.at)
            let last = try #require(result.events.last?.at)
            let fromStart = seen.withLock { $0 }
            #expect(isEarly ? at == fromStart : at >= last && at < fromStart, "\(origin)")
        }
    }

    @Test("three messages on one connection are three runs")
    func threeMessages() async throws {
        let stage = try await Stage()
        let result = try await stage.run(
            stage.plan {
                $0.messages = 3
                $0.linger = .milliseconds(20)
            }
        )
        await stage.end()
        #expect(result.firmFindings == [])
        #expect(result.events.filter { $0.event == "agent_completed" }.count == 3)
    }

    @Test("a run that was cut off and is replayed to the next connection is neither that run's nor a leak")
    func replayed() async throws {
        let stage = try await Stage("agent_thinking:close=1011;run=1")
        let left = try await stage.run(stage.plan())
        #expect(left.failure?.failureClass == .connectionLost)
        try await expectReplay(of: left, to: stage)
        await stage.end()
    }

    @Test("the same run of another process is known by its id")
    func replayedOfAnotherProcess() async throws {
        let stage = try await Stage("agent_thinking:close=1011;run=1")
        let other = ProbeEngine()
        let left = try #require(await other.runner.run(try stage.plan(), cycle: ULID(), attempt: 1).first)
        await other.shutDown()
        try await expectReplay(of: left, to: stage)
        await stage.end()
    }

    /// Runs until the server has replayed the rest of `left`, and finds nothing wrong with any of those runs.
    private func expectReplay(of left: ProbeResult, to stage: Stage) async throws {
        let replayed = try #require(left.ids.run)
        var isReplayed = false
        while !isReplayed {
            let runs = await stage.engine.runner.record(try stage.plan(), cycle: ULID(), attempt: 1)
            let next = try #require(runs.first)
            #expect(next.result.firmFindings == [])
            #expect(next.result.events.filter { $0.event == "agent_started" }.count == 1)
            isReplayed = next.transcript.entries.contains { $0.payload.contains(replayed) }
        }
    }

    @Test("a certificate file of our own that is not there is our own trouble")
    func missingAuthority() async throws {
        let stage = try await Stage()
        let result = try await stage.run(
            stage.plan {
                $0.target.carrier = .none
                $0.target.tls.caFile = "/nonexistent/ca.pem"
            }.secured()
        )
        await stage.end()
        #expect(result.verdict == .inconclusive)
        #expect(result.findings.map(\.failureClass) == [.monitorError])
    }

    @Test("two connections of one user: the older one asks and gets the answer")
    func twoConnections() async throws {
        let stage = try await Stage()
        let result = try await stage.run(
            stage.plan {
                $0.connections = 2
                $0.target.carrier = .ticket
            }
        )
        await stage.end()
        #expect(result.firmFindings == [])
        #expect(result.events.count >= 5)
    }

    @Test("nobody listens: connection refused by the login, or by the socket where no login is asked for")
    func refused() async throws {
        let stage = try await Stage()
        // Nobody listens there, and no server of another test gets that port.
        let nowhere = try WebSocketURL("ws://127.0.0.1:1/ws")
        let login = try await stage.run(
            stage.plan {
                $0.target.url = nowhere
                $0.target.tokens = .login(url: "http://127.0.0.1:1/auth/login")
            }
        )
        #expect(login.failure?.failureClass == .loginError)
        #expect(login.failure?.detail.contains("refused") == true)
        let socket = try await stage.run(
            stage.plan {
                $0.target.url = nowhere
                $0.target.tokens = .none
                $0.target.carrier = .none
            }
        )
        #expect(socket.failure?.failureClass == .connectRefused)
        await stage.end()
    }

    @Test("the transcript holds both directions, and no credential")
    func transcript() async throws {
        let stage = try await Stage()
        let runs = await stage.engine.runner.record(
            try stage.plan { $0.target.carrier = .query },
            cycle: ULID(),
            attempt: 1
        )
        let token = try #require(stage.engine.runner.tokens.token(of: .init(target: "local", user: "probe-1")))
        await stage.end()
        let run = try #require(runs.first)
        let shown = run.heads.map(\.text).joined() + run.transcript.entries.map(\.payload).joined()
        #expect(!shown.contains(token.secret.reveal()))
        #expect(shown.contains(#""session_token":"<redacted>""#))
        #expect(run.heads.first?.text.hasPrefix("GET /ws?token=<redacted> HTTP/1.1\n") == true)
        #expect(run.heads.last?.text.hasPrefix("HTTP/1.1 101 ") == true)
        #expect(run.transcript.entries.contains { $0.direction == .sent && $0.payload.contains("user_message") })
        #expect(run.transcript.entries.contains { $0.direction == .received && $0.payload.contains("agent_completed") })
        #expect(run.transcript.entries.last?.opcode == .close)
    }

    @Test("a message of a mebibyte, with letters of every width, is a run like any other")
    func longMessage() async throws {
        let stage = try await Stage()
        let result = try await stage.run(
            stage.plan {
                $0.message = "${nonce} " + String(repeating: "a\u{E9}\u{20AC}\u{1F600}\u{202E}\"\n", count: 87_000)
            }
        )
        await stage.end()
        #expect(result.firmFindings == [])
    }

    @Test("a run that is cancelled is inconclusive and leaves nothing open")
    func cancelled() async throws {
        let stage = try await Stage("agent_thinking:delay=60s")
        let plan = try stage.plan()
        let task = Task { await stage.engine.runner.run(plan, cycle: ULID(), attempt: 1) }
        task.cancel()
        let result = try #require(await task.value.first)
        await stage.end()
        #expect(result.verdict == .inconclusive)
        #expect(result.findings.map(\.failureClass) == [.monitorError])
        #expect(result.findings.map(\.detail) == ["the run was given up: it was told to stop"])
    }
}

extension ProbePlan {
    /// The same over TLS.
    fileprivate func secured() throws -> ProbePlan {
        var plan = self
        plan.target.url = try WebSocketURL("wss" + target.url.description.dropFirst(2))
        return plan
    }
}
