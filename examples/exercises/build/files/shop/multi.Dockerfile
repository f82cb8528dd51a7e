# Two stages: the second takes only what was built
FROM node:22-alpine AS build
WORKDIR /shop
COPY build.js .
COPY src src
RUN node build.js

FROM node:22-alpine
WORKDIR /shop
COPY --from=build /shop/dist dist
CMD ["node", "dist/shop.js"]
