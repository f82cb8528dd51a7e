// Builds the shop: puts the goods into the program.
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");

const goods = readFileSync("src/goods.txt", "utf8").trim().split("\n");
mkdirSync("dist", { recursive: true });
writeFileSync("dist/shop.js", `console.log(${JSON.stringify(goods.join(", "))});\n`);
console.log(`built with ${goods.length} goods`);
