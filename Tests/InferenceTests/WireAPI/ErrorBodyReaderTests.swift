import Inference
import Testing

@Suite struct ErrorBodyReaderTests {
    @Test(arguments: [
        (
            #"{"error":{"message":"m","type":"T","param":null,"code":400}}"#,
            ServerError(message: "m", type: "T", code: 400)
        ),
        (#"{"error":{"code":"invalid_api_key","message":"m"}}"#, ServerError(message: "m")),
        (#"{"error":"m"}"#, ServerError(message: "m")),
        (
            #"{"error":"m","error_type":"generation"}"#,
            ServerError(message: "m", type: "generation")
        ),
        (
            #"{"object":"error","message":"m","type":"T","code":404}"#,
            ServerError(message: "m", type: "T", code: 404)
        ),
        (#"{"message":"m"}"#, ServerError(message: "m")),
        (#"{"detail":"m"}"#, ServerError(message: "m")),
        (#"{"detail":[{"loc":["body"],"msg":"a"},7,{"msg":"b"}]}"#, ServerError(message: "a; b")),
        (#"{"error":{"type":"T"}}"#, ServerError(message: "T", type: "T")),
        (#"{"error":{}}"#, ServerError(message: "no message")),
        (#"{"error":null,"message":"m"}"#, ServerError(message: "m")),
        (#"{"error":{"message":"m"},"trailing"#, ServerError(message: "m")),
        (#"{"other":1}"#, ServerError(message: #"{"other":1}"#)),
        ("[1]", ServerError(message: "[1]")),
        ("upstream  connect\r\nerror", ServerError(message: "upstream connect error")),
        (
            "<html><head><title>502 Bad Gateway</title>",
            ServerError(message: "an HTML page titled \"502 Bad Gateway\"")
        ),
        (" <!DOCTYPE HTML><p>", ServerError(message: "an HTML page")),
        ("<html></title><title>", ServerError(message: "an HTML page")),
    ])
    func `an error is found in every known shape`(_ body: String, _ error: ServerError) {
        Array(body.utf8).withUnsafeBytes { #expect(ErrorBodyReader.read($0) == error) }
    }

    @Test func `an empty body holds no error`() {
        #expect(ErrorBodyReader.read(UnsafeRawBufferPointer(start: nil, count: 0)) == nil)
    }

    @Test func `long words are cut`() {
        let long = String(repeating: "x", count: 10_000)
        let body = Array(#"{"error":{"message":"\#(long)","type":"\#(long)"}}"#.utf8)
        let error = body.withUnsafeBytes { ErrorBodyReader.read($0) }
        #expect(error?.message.count == 500)
        #expect(error?.type?.count == 100)
        let plain = Array(long.utf8).withUnsafeBytes { ErrorBodyReader.read($0) }
        #expect(plain?.message.count == 200)
    }

    @Test func `nesting as deep as an attacker likes is harmless`() {
        let deep = Array(String(repeating: "{\"error\":", count: 20_000).utf8)
        deep.withUnsafeBytes { #expect(ErrorBodyReader.read($0) != nil) }
    }

    @Test(arguments: [
        ("<html>", true), ("\n<HTML lang=en>", true), ("<!doctype html>", true),
        ("<?xml version=\"1.0\"?>", false), ("html", false), ("", false), ("{}", false),
    ])
    func `a page is known by its beginning`(_ body: String, _ isHTML: Bool) {
        Array(body.utf8).withUnsafeBytes { #expect(ErrorBodyReader.isHTML($0) == isHTML) }
    }
}
