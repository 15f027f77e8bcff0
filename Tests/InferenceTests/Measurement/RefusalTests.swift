import Inference
import Testing

@Suite struct RefusalTests {
    struct Opening: Sendable, CustomTestStringConvertible {
        var pieces: [String]
        var verdict: Bool?
        var testDescription: String { pieces.joined(separator: "|") }
    }

    @Test(arguments: [
        Opening(pieces: ["I'm sorry, but I can't help with that."], verdict: true),
        Opening(
            pieces: ["I", "'m", " sorry", ", but", " I", " can", "\u{2019}t", " "], verdict: true),
        Opening(pieces: ["I\u{2019}m sorry, but I cannot", " assist"], verdict: true),
        Opening(pieces: ["\n\n**I am unable to provide** that"], verdict: true),
        Opening(pieces: ["As an AI language model, I can not  comply"], verdict: true),
        Opening(pieces: ["Unfortunately, I won't discuss this"], verdict: true),
        Opening(pieces: ["SORRY, I WILL NOT do it"], verdict: true),
        Opening(pieces: ["I apologize, but I'm not able to do"], verdict: true),
        Opening(pieces: ["I'm sorry to hear that your bicycle is broken."], verdict: false),
        Opening(pieces: ["I can't help but admire it"], verdict: false),
        Opening(pieces: ["I can't wait to begin"], verdict: false),
        Opening(pieces: ["As an AI engineer, I can't help with"], verdict: false),
        Opening(pieces: ["Sure. I'm sorry, but I can't help with that."], verdict: false),
        Opening(pieces: ["Tidal power"], verdict: false),
        Opening(pieces: ["RA", "Ac"], verdict: false),
        Opening(pieces: ["I"], verdict: nil),
        Opening(pieces: ["I'm sorry"], verdict: nil),
        Opening(pieces: ["", "  "], verdict: nil),
        Opening(pieces: [String(repeating: " ", count: 300), "I can't assist"], verdict: false),
    ])
    func `only an answer that begins with a known phrase refuses`(_ case: Opening) {
        var opening = RefusalOpening()
        for piece in `case`.pieces { opening.append(piece) }
        #expect(opening.verdict == `case`.verdict)
    }

    struct Answer: Sendable, CustomTestStringConvertible {
        var name: String
        var events: [String]
        var isRefusal: Bool?
        var testDescription: String { name }
    }

    private static func delta(_ members: String, finish: String = "null") -> String {
        #"{"id":"chatcmpl-1","object":"chat.completion.chunk","created":1,"model":"m","#
            + #""choices":[{"index":0,"delta":{\#(members)},"logprobs":null,"#
            + #""finish_reason":\#(finish)}]}"#
    }

    private static let role = delta(#""role":"assistant","content":"""#)
    private static let stop = delta("", finish: #""stop""#)

    @Test(arguments: [
        Answer(
            name: "first words, token by token",
            events: [role]
                + ["I", " can", "not", " assist", " with"].map {
                    delta(#""content":"\#($0)""#)
                } + [stop],
            isRefusal: true),
        Answer(
            name: "an answer", events: [role, delta(#""content":"Tides""#), stop], isRefusal: false),
        Answer(
            name: "an answer cut off within a phrase",
            events: [role, delta(#""content":"I'm""#), delta("", finish: #""length""#)],
            isRefusal: false),
        Answer(
            name: "the field for refusals",
            events: [role, delta(#""refusal":"No.""#), stop], isRefusal: true),
        Answer(
            name: "an empty field for refusals",
            events: [delta(#""content":"Yes","refusal":null"#), stop], isRefusal: false),
        Answer(
            name: "a content filter",
            events: [
                role, delta(#""content":"Once upon""#), delta("", finish: #""content_filter""#),
            ], isRefusal: true),
        Answer(
            name: "a refusal only in the reasoning",
            events: [
                role, delta(#""reasoning_content":"I can't help with that""#),
                delta(#""content":"Here is how""#), stop,
            ], isRefusal: false),
        Answer(
            name: "a refusal after reasoning",
            events: [
                role, delta(#""reasoning":"Hm""#), delta(#""content":"I can't help with""#), stop,
            ], isRefusal: true),
        Answer(
            name: "a tool call",
            events: [role, delta(#""tool_calls":[{"index":0}]"#), stop], isRefusal: nil),
        Answer(name: "nothing", events: [role, stop], isRefusal: nil),
    ])
    func `a streamed answer is looked at and not kept`(_ answer: Answer) {
        let start = ContinuousClock.now
        var reader = ResponseReader(
            api: OpenAIChat(), request: InferenceRequest(model: "m", messages: [], maxTokens: 77),
            limits: RequestLimits(), instants: PhaseInstants(intendedStart: start, start: start),
            keepText: false)
        var head = ResponseHead(status: 200)
        head.contentType = "text/event-stream"
        _ = reader.read(head, at: start)
        let body = (answer.events + ["[DONE]"]).map { "data: \($0)\n\n" }.joined()
        _ = Array(body.utf8).withUnsafeBytes { reader.read($0, at: start) }
        #expect(reader.measured.isRefusal == answer.isRefusal)
        #expect(reader.measured.text.isEmpty)
        #expect(reader.measured.maxTokens == 77)
    }

    @Test(arguments: [
        (#"{"role":"assistant","content":"I'm unable to assist."}"#, true),
        (#"{"role":"assistant","content":"It is I."}"#, false),
        (#"{"role":"assistant","content":null,"refusal":"No"}"#, true),
        (#"{"role":"assistant","content":null}"#, nil),
    ])
    func `an answer in one piece is looked at as well`(message: String, isRefusal: Bool?) {
        let start = ContinuousClock.now
        var reader = ResponseReader(
            api: OpenAIChat(),
            request: InferenceRequest(model: "m", messages: [], maxTokens: 1, stream: false),
            limits: RequestLimits(), instants: PhaseInstants(intendedStart: start, start: start),
            keepText: false)
        var head = ResponseHead(status: 200)
        head.contentType = "application/json"
        _ = reader.read(head, at: start)
        let body =
            #"{"choices":[{"index":0,"message":\#(message),"finish_reason":"stop"}]}"#
        _ = Array(body.utf8).withUnsafeBytes { reader.read($0, at: start) }
        reader.readEnd(at: start)
        #expect(reader.measured.isRefusal == isRefusal)
    }
}
