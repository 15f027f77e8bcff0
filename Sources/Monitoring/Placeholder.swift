/// The module has no content yet.
enum Placeholder {}
