import Testing

@testable import Monitor

@Suite("Whose turn it is on a connection")
struct ExchangeTests {
    private var exchange = Exchange()

    @Test("a request is waited for, read, answered, and the connection kept for the next one")
    mutating func kept() {
        #expect(exchange.stage == .fresh)
        for _ in 1...2 {
            exchange.received()
            #expect(exchange.stage == .head)
            exchange.readHead()
            #expect(exchange.stage == .body)
            exchange.readEnd()
            #expect(exchange.stage == .answering)
            exchange.beganAnswer()
            exchange.answered()
            #expect(exchange.stage == .idle)
        }
    }

    @Test("requests that were sent ahead are ours to answer until the last one is")
    mutating func pipelined() {
        exchange.received()
        exchange.readHead()
        exchange.readEnd()
        exchange.readHead()
        exchange.readEnd()
        exchange.received()
        #expect(exchange.stage == .answering)
        exchange.answered()
        #expect(exchange.stage == .answering)
        exchange.answered()
        #expect(exchange.stage == .head)
    }

    @Test("an answer that does not wait for the request's end leaves that owing")
    mutating func early() {
        exchange.received()
        exchange.readHead()
        exchange.beganAnswer()
        exchange.answered()
        exchange.received()
        #expect(exchange.stage == .body)
        exchange.readEnd()
        #expect(exchange.stage == .idle)
    }

    @Test("a client that takes nothing is waited for, whether the answer is whole or not")
    mutating func unread() {
        exchange.received()
        exchange.readHead()
        exchange.readEnd()
        exchange.beganAnswer()
        exchange.writes(false)
        #expect(exchange.stage == .unread)
        exchange.writes(true)
        #expect(exchange.stage == .answering)
        exchange.writes(false)
        exchange.answered()
        #expect(exchange.stage == .unread)
        exchange.writes(true)
        #expect(exchange.stage == .idle)
    }

    @Test("bytes that are no request are answered too, and nothing is waited for behind our last answer but the end")
    mutating func noRequest() {
        exchange.received()
        exchange.beganAnswer()
        exchange.answered()
        exchange.shut()
        #expect(exchange.stage == .leaving)
    }

    @Test("a refusal is for the request that is waited for alone")
    mutating func refusal() {
        #expect(!exchange.canRefuse)
        exchange.received()
        #expect(exchange.canRefuse)
        exchange.readHead()
        #expect(exchange.canRefuse)
        exchange.beganAnswer()
        #expect(!exchange.canRefuse)
        exchange.answered()
        #expect(!exchange.canRefuse)
        exchange.readEnd()
        #expect(!exchange.canRefuse)
        exchange.received()
        exchange.readHead()
        exchange.readEnd()
        exchange.readHead()
        #expect(!exchange.canRefuse, "the first of two is not answered yet")
    }
}
