/// A chat request as JSON text.
func chatBody(
    maxTokens: Int, stream: Bool = false, prompt: String = "Say something short.",
    extra: String = ""
) -> String {
    """
    {"model":"tiny","messages":[{"role":"user","content":"\(prompt)"}],\
    "max_tokens":\(maxTokens),"stream":\(stream)\(extra.isEmpty ? "" : "," + extra)}
    """
}
