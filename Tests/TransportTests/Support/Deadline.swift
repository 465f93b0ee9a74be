/// A deadline that a test lets pass: so long that a machine under full load gets before it to where the test wants to be.
let longDeadline = Duration.seconds(10)
