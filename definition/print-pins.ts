// Prints what is pinned, since when and where to look for a newer one (`npm run pins`).
import { ageInDays, pinList } from "./pin-list";

for (const pin of pinList) {
  console.log([pin.name.padEnd(16), pin.pinned.padEnd(18), `${pin.checked} (${ageInDays(pin)} days)`.padEnd(24), pin.source].join(" "));
}
