// What is tried on a host with all nine scenarios: each check and each guide, the guides beside a running lab, and resets.
import "./nine-scenarios/checks";
import "./nine-scenarios/guides";
import "./nine-scenarios/reset";
import { removeHost } from "./nine-scenarios/host";

afterAll(removeHost);
