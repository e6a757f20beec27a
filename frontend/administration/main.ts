import { mount } from "svelte";

import "../kit/letters.css";
import "../kit/tokens.css";
import "../kit/base.css";
import "./administration.css";
import App from "./App.svelte";

const target = document.getElementById("page");
if (target !== null) mount(App, { target });
