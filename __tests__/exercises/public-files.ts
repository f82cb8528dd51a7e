// Compose files of public samples, rewritten with the same keys and the same shape; above each is its source.

export interface PublicFile {
  readonly compose: string;
  /** In the exercise's `files`. */
  readonly files: Readonly<Record<string, string>>;
  /** Of the exercise in lab.yaml. */
  readonly options: string;
}

const dockerfile = "FROM node:22-alpine AS development\nFROM development AS builder\n";

export const publicFiles = {
  vote: {
    // https://github.com/dockersamples/example-voting-app docker-compose.yml
    compose: `version: "3"
services:
  vote: { build: ./vote, command: python app.py, volumes: ["./vote:/app"], ports: ["5000:80"], networks: [front, back] }
  result: { build: ./result, volumes: ["./result:/app"], ports: ["5001:80", "5858:5858"], networks: [front, back] }
  worker: { build: { context: ./worker }, networks: [back] }
  redis: { image: "redis:7-alpine", container_name: redis, ports: ["6379"], networks: [back] }
  db: { image: "postgres:16", container_name: db, volumes: ["db-data:/var/lib/postgresql/data"], networks: [back] }
volumes: { db-data: }
networks: { front: , back: }
`,
    files: { "vote/Dockerfile": dockerfile, "result/Dockerfile": dockerfile, "worker/Dockerfile": dockerfile },
    options: "",
  },

  shopFront: {
    // https://github.com/docker/awesome-compose react-express-mysql/compose.yaml
    compose: `services:
  api:
    build: { args: [MODE=development], context: api, target: development }
    command: npm run watch
    environment: [DB=example, DB_PASSWORD=/run/secrets/db-password]
    ports: ["80:8080", "9229:9229"]
    secrets: [db-password]
    volumes: ["./api/src:/code/src:ro", "unused:/opt/app/node_modules"]
    networks: [public, private]
    depends_on: [db]
  db: { image: "mysql:8.4", restart: always, secrets: [db-password], volumes: ["data:/var/lib/mysql"], networks: [private] }
  page: { build: { context: page, target: development }, ports: ["3000:3000"], volumes: [/code/node_modules], networks: [public], depends_on: [api] }
networks: { public: , private: }
volumes: { unused: , data: }
secrets: { db-password: { file: db/password.txt } }
`,
    files: { "api/Dockerfile": dockerfile, "page/Dockerfile": dockerfile, "db/password.txt": "secret\n" },
    options: "",
  },

  backend: {
    // https://github.com/docker/awesome-compose nginx-golang-postgres/compose.yaml
    compose: `services:
  backend: { build: { context: backend, target: builder }, secrets: [password], depends_on: { db: { condition: service_healthy } } }
  db:
    image: postgres:16
    restart: always
    user: postgres
    secrets: [password]
    volumes: ["data:/var/lib/postgresql"]
    environment: [POSTGRES_PASSWORD_FILE=/run/secrets/password]
    expose: [5432]
    healthcheck: { test: [CMD, pg_isready], interval: 90s, timeout: 5s, retries: 5 }
  proxy:
    image: nginx:1.30
    volumes: [{ type: bind, source: ./nginx.conf, target: /etc/nginx/conf.d/default.conf, read_only: true }]
    ports: ["80:80"]
    depends_on: [backend]
volumes: { data: }
secrets: { password: { file: password.txt } }
`,
    files: { "backend/Dockerfile": dockerfile, "password.txt": "secret\n", "nginx.conf": "server {}\n" },
    options: "",
  },

  git: {
    // https://github.com/docker/awesome-compose gitea-postgres/compose.yaml
    compose: `services:
  git: { image: gitea/gitea:latest, environment: [DB_TYPE=postgres, DB_HOST=db], restart: always, volumes: ["git_data:/data"], ports: ["3000:3000"] }
  db: { image: "postgres:alpine", environment: [POSTGRES_USER=git], restart: always, volumes: ["db_data:/var/lib/postgresql/data"], expose: [5432] }
volumes: { db_data: , git_data: }
`,
    files: {},
    options: "",
  },

  cloud: {
    // https://github.com/docker/awesome-compose nextcloud-redis-mariadb/compose.yaml
    compose: `services:
  cloud: { image: "nextcloud:apache", restart: always, ports: ["80:80"], volumes: ["web:/var/www/html"], networks: [cache, db] }
  redis: { image: "redis:alpine", restart: always, networks: [cache] }
  db: { image: mariadb, command: --transaction-isolation=READ-COMMITTED --binlog-format=ROW, networks: [db], volumes: ["db:/var/lib/mysql"] }
volumes: { db: , web: }
networks: { db: , cache: }
`,
    files: {},
    options: "",
  },

  monitors: {
    // https://github.com/docker/awesome-compose prometheus-grafana/compose.yaml
    compose: `services:
  metrics: { image: prom/prometheus, container_name: metrics, command: ["--config.file=/etc/p.yml"], ports: ["9090:9090"], volumes: ["./p:/etc/p", "m:/m"] }
  graphs: { image: grafana/grafana, container_name: graphs, ports: ["3000:3000"], restart: unless-stopped, environment: [ADMIN=admin] }
volumes: { m: }
`,
    files: {},
    options: "",
  },

  flask: {
    // https://github.com/docker/awesome-compose flask/compose.yaml
    compose: `services:\n  web:\n    build: { context: app, target: builder }\n    stop_signal: SIGINT\n    ports: ["8000:8000"]\n    volumes: ["./app:/app"]\n`,
    files: { "app/Dockerfile": dockerfile },
    options: "",
  },

  wordsmith: {
    // https://github.com/dockersamples/wordsmith docker-compose.yml
    compose: `version: "3.3"
services:
  db: { build: db, image: samples/db }
  words: { build: words, image: samples/api, deploy: { replicas: 5 } }
  web: { build: web, image: samples/web, ports: ["8080:80"] }
`,
    files: { "db/Dockerfile": dockerfile, "words/Dockerfile": dockerfile, "web/Dockerfile": dockerfile },
    options: "compatibility: true",
  },
} satisfies Readonly<Record<string, PublicFile>>;
