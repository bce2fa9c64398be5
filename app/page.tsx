export default function Home() {
  return <h1>Support console</h1>;
}
