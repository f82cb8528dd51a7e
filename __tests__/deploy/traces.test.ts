// What belongs to a scenario, and to it alone.
import { scenarios } from "../../stacks/scenarios";
import { every, traces } from "../traces";

describe("what belongs to a scenario", () => {
  test("its names, those of its exercise, its images and its files", () => {
    expect(traces("[image-layers]", "image-layers")).toMatchObject({
      containers: ["commit_test", "commit_test2"],
      images: ["commit_test:first", "commit_test:second"],
      data: [],
      files: [
        expect.objectContaining({ path: "image-layers/first.Dockerfile" }),
        expect.objectContaining({ path: "image-layers/second.Dockerfile" }),
        expect.objectContaining({ path: "answers/image-layers" }),
      ],
    });
    expect(traces("[load-balancer]", "load-balancer")).toMatchObject({ projects: ["practice"], networks: ["practice_default"] });
  });

  test("what another scenario of the class declares is that one's", () => {
    expect(traces("[processes]", "processes").containers).toContain("nginx");
    expect(traces("[processes, nginx]", "processes").containers).not.toContain("nginx");
    expect(traces("[networks, nginx]", "networks").containers).not.toContain("nginx-8081");
    expect(traces("[volumes]", "volumes").data).toEqual(["/home/wordpress_db", "/home/wordpress_db_typo"]);
    expect(traces("[volumes, wordpress]", "volumes")).toMatchObject({
      containers: ["wordpressdb_typo", "wordpressdb_typo2", "volumes-hidden"],
      data: ["/home/wordpress_db_typo"],
    });
    expect(traces("[volumes, wordpress]", "wordpress").data).toEqual(["/home/wordpress_db"]);
  });

  test("nothing is two scenarios' at once", () => {
    const all = scenarios.map(({ name }) => traces(every, name));
    for (const kind of ["containers", "networks", "images", "projects", "data"] as const) {
      const names = all.flatMap((each) => each[kind]);
      expect({ kind, twice: names.filter((name, at) => names.indexOf(name) < at) }).toEqual({ kind, twice: [] });
    }
  });
});
