/// A question that the data below the root cannot answer: exit 1.
struct Unanswered: ExitingError {
    let description: String
    var exitStatus: Int32 { 1 }

    init(_ description: String) { self.description = description }
}
