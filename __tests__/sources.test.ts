// What is held of the sources as the TypeScript compiler sees them: parsing takes longer than all that is asked of them, and is done once.
import "./definition/kind-questions";
import "./language/called";
import "./language/korean-words";
import "./language/messages";
import "./language/optional";
