import NIOCore
import Testing

@testable import Probes

@Suite("Frames before the request")
struct ControlFrameTests {
    private func frame(_ text: String) throws -> ControlFrame {
        ControlFrame(try #require(FrameReading.read(ByteBuffer(string: text), .agentRun).events.first))
    }

    @Test(
        "a welcome in every dress",
        arguments: [
            #"{"type":"connection_established","data":{"user_id":"u","connection_id":"c"},"timestamp":1.5}"#,
            #"{"type":"connection_established","payload":{"user_id":"u","connection_id":"c"}}"#,
            #"{"type":"connection_established","user_id":"u","connection_id":"c"}"#,
            #"{"type":"system_message","data":{"event":"connection_established","connection_ready":true,"user_id":"u","connection_id":"c"}}"#,
            #"{"event":"connection_established","user_id":"u","connection_id":"c"}"#,
            #"{"type":"factory_connection_established","data":{"user_id":"u","connection_id":"c"}}"#,
            #"{"type":"isolated_connection_established","data":{"user_id":"u","connection_id":"c"}}"#,
        ]
    )
    func welcomes(text: String) throws {
        #expect(try frame(text) == .welcome(userID: "u", connectionID: "c"))
    }

    @Test("an authentication error, by its type or by its code")
    func authenticationErrors() throws {
        #expect(
            try frame(#"{"type":"authentication_error","event":"auth_failed","error":"expired","error_code":"E1"}"#)
                == .authenticationError("E1: expired")
        )
        #expect(
            try frame(#"{"type":"error_message","error_code":"AUTH_FAILED","error_message":"no"}"#)
                == .authenticationError("AUTH_FAILED: no")
        )
        #expect(
            try frame(#"{"type":"error","data":{"error_code":"SERVICE_INIT_FAILED","error_message":"no agents"}}"#)
                == .error("SERVICE_INIT_FAILED: no agents")
        )
    }

    @Test("null and empty ids are none")
    func emptyIDs() throws {
        #expect(
            try frame(#"{"type":"handshake_response","thread_id":null,"run_id":""}"#)
                == .handshakeResponse(threadID: nil, runID: nil)
        )
    }

    @Test(
        "what is not of the handshake is nothing",
        arguments: [#"{"type":"heartbeat"}"#, #"{"type":"agent_started"}"#]
    )
    func others(text: String) throws {
        #expect(try frame(text) == .other)
    }
}
