import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// A sentence as plain text.
    static func plain(_ status: HTTPResponse.Status, _ text: String) -> Response {
        Response(
            status: status, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// What nginx answers when an upstream refuses the connection.
    static var badGateway: Response {
        let page =
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
            + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n"
            + "</body>\r\n</html>\r\n"
        return Response(
            status: .badGateway, headers: [.contentType: "text/html"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: page)))
    }

    /// The same response, which keeps something alive until its body is written or given up.
    func holding(_ passage: Balancer.Passage) -> Response {
        let body = body
        return Response(
            status: status, headers: headers,
            body: ResponseBody(contentLength: body.contentLength) {
                @concurrent (writer: inout any ResponseBodyWriter) async throws -> Void in
                try await body.write(writer)
                withExtendedLifetime(passage) {}
            })
    }
}
